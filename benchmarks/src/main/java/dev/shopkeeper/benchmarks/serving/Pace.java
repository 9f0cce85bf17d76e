package dev.shopkeeper.benchmarks.serving;

import java.util.concurrent.TimeUnit;

/** When each request is due, counted from the first, whatever became of those before. Numbers start at 0. */
sealed interface Pace {

    /** Due as soon as a connection is free: a closed loop. */
    Pace AT_ONCE = new AtOnce();

    /** Nanoseconds from the beginning until the request of this number may be sent. */
    long dueNanos(int number);

    /** How many are due so many nanoseconds after the beginning, at least 0. */
    long dueBy(long nanos);

    /** Whether its time counts from when it was due rather than from when it was sent. */
    boolean fromDue();

    /** An open loop: so many requests a second, evenly. */
    static Pace perSecond(int rate) {
        return new PerSecond(rate);
    }

    /** @param rate requests a second, at least 1 */
    record PerSecond(int rate) implements Pace {

        public PerSecond {
            if (rate < 1) {
                throw new IllegalArgumentException("The rate is " + rate + ", but must be at least 1 a second.");
            }
        }

        /** Exact at every whole second, so that no drift adds up. */
        @Override
        public long dueNanos(int number) {
            long second = TimeUnit.SECONDS.toNanos(1);
            return number / rate * second + number % rate * second / rate;
        }

        @Override
        public long dueBy(long nanos) {
            long second = TimeUnit.SECONDS.toNanos(1);
            long ofThisSecond = ((nanos % second + 1) * rate + second - 1) / second;
            return nanos / second * rate + ofThisSecond;
        }

        @Override
        public boolean fromDue() {
            return true;
        }
    }

    /** See {@link #AT_ONCE}. */
    record AtOnce() implements Pace {

        @Override
        public long dueNanos(int number) {
            return 0;
        }

        @Override
        public long dueBy(long nanos) {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean fromDue() {
            return false;
        }
    }
}
