import java.io.IOException;
import java.util.Arrays;

/** Runs the main class named by the first argument, and ends with it when standard input closes: no orphan outlives a killed parent. */
public final class EndWithParent {
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(EndWithParent::exitAtEndOfInput, "end-with-parent");
        watch.setDaemon(true);
        watch.start();
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
        System.exit(0);
    }
}
