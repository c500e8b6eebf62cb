package org.znn.driver.stop;

/** The signal SIGINT, which Ctrl-C sends. */
final class InterruptSignal {

    private InterruptSignal() {
    }

    /**
     * Lets the next SIGINT end the process at once; the JVM itself ignores signals while it is ending. Uses reflection,
     * because a Java runtime need not have the class.
     */
    static void restoreDefault() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            signal.getMethod("handle", signal, handler).invoke(null,
                    signal.getConstructor(String.class).newInstance("INT"), handler.getField("SIG_DFL").get(null));
        } catch (ReflectiveOperationException e) {
            // Without the module jdk.unsupported, further signals stay ignored.
        }
    }
}
