package dev.shopkeeper.starter.transaction;

import java.lang.reflect.Method;
import java.util.Optional;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.core.Ordered;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionalProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Stands around every {@code @Transactional} method that begins a transaction, and does it again after a collision. */
final class CollisionAdvisor extends StaticMethodMatcherPointcutAdvisor {

    private static final long serialVersionUID = 1L;

    private final transient TransactionAttributeSource attributes = new AnnotationTransactionAttributeSource();

    CollisionAdvisor(Collisions collisions) {
        super(new Retry(collisions));
        // Just outside of the transaction, so that an attempt holds all of it, its commit included.
        setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        setClassFilter(type -> !TransactionalProxy.class.isAssignableFrom(type) && attributes.isCandidateClass(type));
    }

    @Override
    public boolean matches(Method method, Class<?> type) {
        return attributes.hasTransactionAttribute(method, type);
    }

    private record Retry(Collisions collisions) implements MethodInterceptor {

        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            if (TransactionSynchronizationManager.isActualTransactionActive()
                    || !(invocation instanceof ProxyMethodInvocation repeatable)) {
                return invocation.proceed();
            }
            Method method = invocation.getMethod();
            return collisions
                    .<Optional<Object>, Throwable>run(
                            method.getDeclaringClass().getSimpleName() + "." + method.getName(),
                            () -> Optional.ofNullable(
                                    repeatable.invocableClone().proceed()))
                    .orElse(null);
        }
    }
}
