/** A refusal that no exception of Kafka's stands for: an error code of a raw answer, or silence about somebody's names. */
final class Refused extends Exception {
    Refused(String word) {
        super(word);
    }

    /** Succeeds when somebody was shown what was looked for. */
    static void unlessShown(boolean shown) throws Refused {
        if (!shown) throw new Refused("NOT_SHOWN");
    }
}
