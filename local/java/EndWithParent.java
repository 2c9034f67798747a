import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import sun.misc.Signal;

/**
 * Runs the main class named by the first argument, and ends with it when standard input closes: no orphan outlives a killed
 * parent. A signal ends it a moment later: a terminal's reaches the whole group, and our parent still reads from us then.
 * What takes longer to end than a stop may last is cut short.
 */
public final class EndWithParent {
    private static final long TURN_MS = 2_000;
    private static final long PATIENCE_MS = 4_000;

    public static void main(String[] args) throws Exception {
        for (String name : List.of("HUP", "INT", "TERM"))
            Signal.handle(new Signal(name), signal -> startDaemon("end-soon", EndWithParent::exitAfterTurn));
        startDaemon("end-with-parent", EndWithParent::exitAtEndOfInput);
        Class.forName(args[0])
            .getMethod("main", String[].class)
            .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() != -1) {
                // Nobody sends anything; only the end counts.
            }
        } catch (IOException e) {
            // A broken pipe is an end, too.
        }
        exit();
    }

    private static void exitAfterTurn() {
        pause(TURN_MS);
        exit();
    }

    private static void exit() {
        startDaemon("end-at-last", EndWithParent::haltAfterPatience);
        System.exit(0);
    }

    /** The last controller of several waits for others that are gone, with its data closed already. */
    private static void haltAfterPatience() {
        pause(PATIENCE_MS);
        Runtime.getRuntime().halt(1);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            // Nobody interrupts it; the end is due either way.
        }
    }

    private static void startDaemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
