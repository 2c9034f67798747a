import java.util.Set;

/** A refusal that no exception of Kafka's stands for: an error code of a raw answer, or silence about somebody's names. */
final class Refused extends Exception {
    static final String CUT = "CLOSED";
    private static final Set<String> ELSEWHERE =
        Set.of("NOT_COORDINATOR", "NOT_LEADER_OR_FOLLOWER", "NOT_CONTROLLER");
    private static final Set<String> NOT_YET =
        Set.of("COORDINATOR_LOAD_IN_PROGRESS", "COORDINATOR_NOT_AVAILABLE", "NOT_COORDINATOR");

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

    /** Only that another broker would be the one to ask. */
    boolean isElsewhere() {
        return ELSEWHERE.contains(getMessage());
    }

    /** Only that a coordinator has not read what it coordinates. */
    boolean isNotYet() {
        return NOT_YET.contains(getMessage());
    }

    /** Succeeds when somebody was shown what was looked for. */
    static void unlessShown(boolean shown) throws Refused {
        if (!shown) throw new Refused("NOT_SHOWN");
    }
}
