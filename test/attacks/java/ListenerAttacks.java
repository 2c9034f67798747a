import java.util.List;
import java.util.stream.Stream;

/** Logging in where those who run the cluster do, with the name and password of a tenant. */
final class ListenerAttacks {
    static List<Attack> at(String whose, Party insider) {
        String theirs = insider.property("sasl.mechanism");
        return Stream.of(theirs, "SCRAM-SHA-512").map(mechanism -> Attack.onCluster(
            "log in by " + mechanism + " at the " + whose + " listener",
            new Attack.Control.Harmless((as, on) -> insider.logInAt(insider, theirs)),
            (as, on) -> as.logInAt(insider, mechanism))).toList();
    }
}
