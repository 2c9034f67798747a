import static java.util.Objects.requireNonNull;

/**
 * One way to reach for what is not one's own. There is none without a control, for a refusal proves nothing where the
 * same thing is refused to everybody.
 *
 * @param attempt what the attacker does with the victim's names, and with names that nobody has
 * @param control who does the same with success
 * @param aim the victim's names, which must be answered for like missing ones, or something that has no owner's name
 * @param telling why its answers may differ between the victim's names and missing ones; null where they must not
 */
record Attack(String name, Attempt attempt, Control control, Aim aim, String telling) {
    enum Aim { NAMES, CLUSTER }

    Attack {
        requireNonNull(name);
        requireNonNull(attempt);
        requireNonNull(control);
    }

    static Attack of(String name, Control control, Attempt attempt) {
        return new Attack(name, attempt, control, Aim.NAMES, null);
    }

    /** One that names nothing of the victim's. */
    static Attack onCluster(String name, Control control, Attempt attempt) {
        return new Attack(name, attempt, control, Aim.CLUSTER, null);
    }

    static Attack telling(String name, String why, Control control, Attempt attempt) {
        return new Attack(name, attempt, control, Aim.NAMES, why);
    }

    /** Returns when it succeeded and throws what it was refused with. */
    interface Attempt {
        void run(Party as, Names on) throws Exception;
    }

    sealed interface Control {
        /** The victim does the same with its own names. */
        record Owner() implements Control {}

        /** No tenant may; the administrator does the same. */
        record Administrator() implements Control {}

        /** Only brokers and controllers may; one of them asks the same at the listener that is theirs. */
        record Broker() implements Control {}

        /** The attacker itself does what is allowed of the same kind. */
        record Harmless(Attempt attempt) implements Control {
            public Harmless {
                requireNonNull(attempt);
            }
        }

        /** The cluster does it for nobody at all. */
        record Nobody(String because) implements Control {
            public Nobody {
                requireNonNull(because);
            }
        }

        Control OWNER = new Owner();
        Control ADMINISTRATOR = new Administrator();
        Control BROKER = new Broker();
    }
}
