import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Carries out a plan: the victim gets to work, everything is attacked, the victim is looked at, the controls are tried.
 * Says what came of each try in one line, its parts parted by tabs; judging is somebody else's.
 */
public final class Run {
    private final Properties plan;
    private final Party attacker;
    private final Party owner;
    private final Optional<Party> administrator;
    private final Optional<Party> broker;
    /** The attacker is granted everything; what it does then needs no proof that it can be done. */
    private final boolean misIsolated;
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** Of a victim that may well have lost what it looks for. */
    private static final Duration SHORT_LOOK = Duration.ofSeconds(8);
    private static final Pattern CUT = Pattern.compile(Refused.CUT + "|(Network|Disconnect)Exception");
    /** Of those who may: brokers learn a moment after the controller of a topic that was just made, groups settle. */
    private static final Pattern NOT_YET = Pattern.compile(CUT + "|(?i)unknown_?topic.*|not_shown|.*timeout.*");

    private Run(Properties plan) throws Exception {
        this.plan = plan;
        owner = tenant("victim");
        attacker = tenant("attacker");
        administrator = party("administrator");
        broker = party("broker");
        misIsolated = Boolean.parseBoolean(plan.getProperty("mis-isolated"));
    }

    /** With the topic that the plan names, or else the first that it has. */
    private Party tenant(String role) throws Exception {
        Party tenant = new Party(Path.of(plan.getProperty(role)), plan.getProperty(role + ".topic"));
        if (tenant.topic == null)
            tenant.useTopic(tenant.admin().listTopics().names().get().stream().sorted().findFirst()
                .orElseThrow(() -> new IllegalStateException("the " + role + " has no topic: make one")));
        return tenant;
    }

    private Optional<Party> party(String role) throws Exception {
        String file = plan.getProperty(role);
        if (file == null) return Optional.empty();
        Party party = new Party(Path.of(file), owner.prefix + "attack-spare", owner.prefix);
        if (role.equals("broker")) party.useServersOfFile();
        return Optional.of(party);
    }

    public static void main(String[] args) throws Exception {
        for (String file : args) {
            Properties plan = new Properties();
            try (var reader = java.nio.file.Files.newBufferedReader(Path.of(file))) {
                plan.load(reader);
            }
            new Run(plan).all();
        }
    }

    private void all() throws Exception {
        List<Attack> attacks = attacks();
        say("plan", plan.getProperty("name"), "" + attacks.size());
        try (Victim victim = Victim.prepare(owner)) {
            look("before", victim);
            if (misIsolated) Grants.everything(administrator.orElseThrow(), attacker.username);
            Names names = victim.names();
            for (Attack attack : attacks) attempt(attack, names);
            look("after", victim);
            tryIt("control", "the open transaction", victim::commitAndOpenAnother);
            if (!misIsolated) {
                Names later = victim.names();
                for (Attack attack : attacks) control(attack, later);
            }
        }
        if (administrator.isPresent()) Traces.remove(administrator.get(), attacker.username);
        for (Party each : parties()) each.close();
        say("end", plan.getProperty("name"));
    }

    private List<Attack> attacks() {
        List<Attack> attacks = new ArrayList<>();
        attacks.addAll(TopicAttacks.all());
        attacks.addAll(GroupAttacks.all());
        attacks.addAll(TransactionAttacks.all());
        attacks.addAll(MemberAttacks.all());
        attacks.addAll(YoungGroupAttacks.all());
        attacks.addAll(IdAttacks.all());
        if ("names".equals(plan.getProperty("only"))) return attacks;
        attacks.addAll(NearNameAttacks.all());
        attacks.addAll(InternalAttacks.all());
        attacks.addAll(RecordAttacks.all());
        attacks.addAll(ClusterAttacks.all());
        attacks.addAll(BrokerAttacks.all());
        attacks.addAll(ShareStateAttacks.all());
        attacks.addAll(CreationAttacks.all());
        administrator.ifPresent(each -> attacks.addAll(ListenerAttacks.at("administrators'", each)));
        broker.ifPresent(each -> attacks.addAll(ListenerAttacks.at("controllers'", each)));
        return attacks;
    }

    private List<Party> parties() {
        List<Party> all = new ArrayList<>(List.of(owner, attacker));
        administrator.ifPresent(all::add);
        broker.ifPresent(all::add);
        return all;
    }

    private void attempt(Attack attack, Names names) {
        say("about", attack.name(), control(attack.control()), attack.telling() == null ? "" : attack.telling());
        tryIt("attack", attack.name(), () -> attack.attempt().run(attacker, names));
        if (attack.aim() == Attack.Aim.NAMES && !misIsolated)
            tryIt("missing", attack.name(), () -> attack.attempt().run(attacker, Names.missing(names)));
    }

    private static String control(Attack.Control control) {
        return control instanceof Attack.Control.Nobody nobody
            ? "nobody: " + nobody.because()
            : control.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private void control(Attack attack, Names names) {
        if (attack.control() instanceof Attack.Control.Owner)
            tryIt("control", attack.name(), () -> attack.attempt().run(owner, names));
        else if (attack.control() instanceof Attack.Control.Harmless harmless)
            tryIt("control", attack.name(), () -> harmless.attempt().run(attacker, names));
        else if (attack.control() instanceof Attack.Control.Administrator)
            administrator.ifPresent(as -> tryIt("control", attack.name(), () -> attack.attempt().run(as, spare(as, names))));
        else if (attack.control() instanceof Attack.Control.Nobody)
            administrator.ifPresent(as -> tryIt("control", attack.name(), () -> attack.attempt().run(as, spare(as, names))));
        else broker.ifPresent(as -> tryIt("control", attack.name(), () -> attack.attempt().run(as, names)));
    }

    /** What an administrator may break in a control: a topic made for that. */
    private static Names spare(Party administrator, Names names) throws Exception {
        String topic = administrator.newName();
        administrator.admin().createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()))).all().get();
        administrator.useTopic(topic);
        long deadline = System.nanoTime() + Party.PATIENCE.toNanos();
        while (!shows(administrator, topic)) {
            if (System.nanoTime() > deadline) throw Refused.late("a spare topic");
            Thread.sleep(PAUSE.toMillis());
        }
        return names.withTopic(topic, administrator.topicId());
    }

    /** Brokers learn of a new topic a moment after the controller has made it. */
    private static boolean shows(Party administrator, String topic) throws Exception {
        return administrator.admin().listTopics().names().get().contains(topic);
    }

    private void look(String when, Victim victim) {
        Duration patience = misIsolated ? SHORT_LOOK : Party.PATIENCE;
        for (Map.Entry<String, String> seen : victim.snapshot(patience).entrySet())
            say(when, seen.getKey(), seen.getValue());
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void tryIt(String step, String name, Step action) {
        long from = System.nanoTime();
        String answer = answer(action);
        // A broker that ended a connection for having been idle has not heard what was asked.
        if (CUT.matcher(answer).matches()) answer = answer(action);
        while (step.equals("control") && NOT_YET.matcher(answer).matches()
                && System.nanoTime() - from < Party.PATIENCE.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = answer(action);
        }
        say(step, name, answer, "" + (System.nanoTime() - from) / 1_000_000);
    }

    private static String answer(Step action) {
        try {
            action.run();
            return "none";
        } catch (Exception | LinkageError error) {
            return word(Party.causeOf(error));
        }
    }

    private static String word(Throwable error) {
        return error instanceof Refused ? error.getMessage() : error.getClass().getSimpleName();
    }

    private static void say(String... parts) {
        System.out.println(String.join("\t", parts));
    }
}
