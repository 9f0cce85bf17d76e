# One Dockerfile for the seven applications and the demo shop. The jars are built first, outside:
#   mvn -DskipTests package
#   docker build --build-arg SERVICE=order-service -t shopkeeper/order-service .
#   docker build --target demo-shop -t shopkeeper/demo-shop .
# For images that are reproducible to the byte, pin the base: --build-arg JRE_IMAGE=eclipse-temurin:25-jre@sha256:...
ARG JRE_IMAGE=eclipse-temurin:25-jre

FROM ${JRE_IMAGE} AS layers
ARG SERVICE
WORKDIR /build
COPY ${SERVICE}/target/${SERVICE}-*.jar application.jar
RUN java -Djarmode=tools -jar application.jar extract --layers --destination extracted

FROM ${JRE_IMAGE} AS demo-shop
WORKDIR /application
COPY demo-shop/target/lib/ lib/
COPY demo-shop/target/classes/ classes/
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-cp", "classes:lib/*", "dev.shopkeeper.demo.DemoShop"]
CMD ["--help"]

FROM ${JRE_IMAGE} AS service
ARG SERVICE
LABEL org.opencontainers.image.title="Shopkeeper ${SERVICE}" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /application
# From what changes least to what changes most, so that a new build of the product is a small layer.
COPY --from=layers /build/extracted/dependencies/ ./
COPY --from=layers /build/extracted/spring-boot-loader/ ./
COPY --from=layers /build/extracted/snapshot-dependencies/ ./
COPY --from=layers /build/extracted/application/ ./
# A volume that is mounted here belongs to the application, too.
RUN install -d -o 10001 -g 10001 /spool
# No name is needed, and a number satisfies Kubernetes' runAsNonRoot.
USER 10001:10001
ENV PORT=8080 JAVA_OPTS=""
EXPOSE 8080
# The image has no curl: bash speaks HTTP well enough to read a status line.
HEALTHCHECK --interval=5s --timeout=3s --start-period=240s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r -t 2 _ status _ <&3 && [ \"$status\" = 200 ]"]
# exec: the JVM is process 1 and gets SIGTERM itself. The heap is half of the container's memory; metaspace, threads,
# buffers and code need the rest.
ENTRYPOINT ["bash", "-c", "exec java -XX:+UseSerialGC -XX:InitialRAMPercentage=10 -XX:MaxRAMPercentage=50 -XX:MaxDirectMemorySize=64m -Xss512k -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow $JAVA_OPTS -jar application.jar \"$@\"", "--"]
