/** A refusal that no exception of Kafka's stands for: an error code of a raw answer, or silence about somebody's names. */
final class Refused extends Exception {
    static final String CUT = "CLOSED";

    Refused(String word) {
        super(word);
    }

    /** The connection ended, and nobody knows what was asked. */
    boolean isCut() {
        return getMessage().equals(CUT);
    }

    /** What was waited for did not come about: that proves nothing, and counts as no answer. */
    static Refused late(String what) {
        return new Refused("Timeout of " + what);
    }

    /** Succeeds when somebody was shown what was looked for. */
    static void unlessShown(boolean shown) throws Refused {
        if (!shown) throw new Refused("NOT_SHOWN");
    }
}
