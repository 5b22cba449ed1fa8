using System.Diagnostics;
using System.Runtime.InteropServices;
using Infusion.Rules.Benchmarks.Peers;
using Infusion.Rules.Benchmarks.Whole;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>The gated table: every variant checked against the others, then measured in one process, then held against its limit.</summary>
internal static class GateRun
{
    private const int Replay = 1_024;
    private const int PeerCount = 1 << 14;

    public static int Run()
    {
        var clock = Stopwatch.StartNew();
        var table = new Table();
        InfusionRules rules = Policy.FromJson();
        var contest = new Contest(rules, Patients.Count, PeerCount);
        contest.Check();
        (Patients patients, Ours ours, PeerPatient[] peers) = (contest.Patients, contest.Ours, contest.Peers);
        Console.WriteLine(
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} cores; "
            + $"{Patients.Count} patients, all variants agree.");

        long Each(Patient[] from, int start, int count, Func<Patient, long> decide)
        {
            long sum = 0;
            for (int index = start; index < start + count; index++)
            {
                sum ^= decide(from[index]);
            }

            return sum;
        }

        long EachPeer(int start, int count, Func<PeerPatient, Answer> decide)
        {
            long sum = 0;
            for (int index = start; index < start + count; index++)
            {
                sum ^= decide(peers[index]).Sum;
            }

            return sum;
        }

        Variant Over(string name, Patient[] from, Func<Patient, long> decide) =>
            new(name, from.Length, (start, count) => Each(from, start, count, decide));
        Patient[] replayed = patients.Known[..Replay];
        Patient[] unknown = [.. patients.Partial.Where((_, index) => index % 4 == 0)];
        Dictionary<string, Measured> m = SliceHarness.Run(
        [
            Over("floor", patients.Known, patient => Floor.Decide(patient).Sum),
            new("flat floor", Patients.Count, (start, count) =>
            {
                long sum = 0;
                for (int index = start; index < start + count; index++)
                {
                    sum ^= FlatFloor.Decide(in patients.Flat[index]).Sum;
                }

                return sum;
            }),
            Over("ours", patients.Known, patient => ours.Decide(patient).Sum),
            Over("ours, unknown", patients.Partial, patient => ours.Decide(patient).Sum),
            Over("floor, replay", replayed, patient => Floor.Decide(patient).Sum),
            Over("ours, replay", replayed, patient => ours.Decide(patient).Sum),
            .. contest.OneTable.Variants,
            new("tree", PeerCount, (start, count) => EachPeer(start, count, contest.Tree.Decide)),
            new("objects", PeerCount, (start, count) => EachPeer(start, count, contest.Objects.Decide)),
        ],
        slices: 1500);
        Dictionary<string, Measured> slow = SliceHarness.Run(
        [
            Over("floor", patients.Known, patient => Floor.Decide(patient).Sum),
            Over("ours", patients.Known, patient => ours.Decide(patient).Sum),
            new("engine", PeerCount, (start, count) => EachPeer(start, count, contest.Engine.Decide)),
            Over("sentences", patients.Known, ours.Sentences),
            Over("causes", patients.Known, ours.Causes),
            Over("counterfactual", patients.Known, ours.Counterfactual),
            Over("questions", unknown, ours.Questions),
        ],
        slices: 300);

        double floor = m["floor"].Nanoseconds;
        double whole = m["ours"].Nanoseconds;
        Table.Head("Gated");
        table.Bytes("a determined decision", m["ours"].Bytes, 0);
        table.Bytes("a decision with an unknown fact in 25 % of patients", m["ours, unknown"].Bytes, 32);
        table.Ratio("intake table / its if/else", m["intake table"].Nanoseconds / m["intake if/else"].Nanoseconds, 2.5);
        table.Ratio("instrument table / its if/else", m["instrument table"].Nanoseconds / m["instrument if/else"].Nanoseconds, 2.5);
        table.Ratio("whole decision / floor", whole / floor, 2.5);
        table.Ratio("unknown fact in 25 % of patients / complete facts", m["ours, unknown"].Nanoseconds / whole, 1.3);
        Built(table);
        PolicyLoad.Gate(table);
        RecordRead.Gate(rules, table);
        CourseGrowth.Gate(rules, table);

        Table.Head("Reported");
        double engineTime = slow["engine"].Nanoseconds;
        table.Ratio("whole decision: times faster than RulesEngine", engineTime / slow["ours"].Nanoseconds, 0);
        table.Ratio("floor: times faster than RulesEngine", engineTime / slow["floor"].Nanoseconds, 0);
        table.Ratio("whole decision / floor over one flat value", whole / m["flat floor"].Nanoseconds, 0);
        table.Ratio("whole decision / floor, 1,024 patients replayed", m["ours, replay"].Nanoseconds / m["floor, replay"].Nanoseconds, 0);
        table.Ratio("compiled expression tree / flat floor", m["tree"].Nanoseconds / m["flat floor"].Nanoseconds, 0);
        table.Ratio("list of rule objects / flat floor", m["objects"].Nanoseconds / m["flat floor"].Nanoseconds, 0);
        table.Ratio("sentences of the deciding rules / floor", slow["sentences"].Nanoseconds / slow["floor"].Nanoseconds, 0);
        table.Ratio("full explanations, with limits and margins / floor", slow["causes"].Nanoseconds / slow["floor"].Nanoseconds, 0);
        table.Ratio("counterfactual of one intake / floor", slow["counterfactual"].Nanoseconds / slow["floor"].Nanoseconds, 0);
        table.Ratio("questions, every patient with an unknown fact / floor", slow["questions"].Nanoseconds / slow["floor"].Nanoseconds, 0);
        Proof.Report();
        Table.Head("Per patient on this machine, 10th percentile of slices; not gated");
        foreach ((string name, Measured measured) in m.Concat(slow.Where(item => !m.ContainsKey(item.Key))))
        {
            Table.Time(name, measured.Nanoseconds);
        }

        Console.WriteLine(
            FormattableString.Invariant(
                $"\n{table.Checked} limits, {(table.Holds ? "all hold" : "NOT all hold")}, {clock.Elapsed.TotalSeconds:0} s"));
        return table.Holds ? 0 : 1;
    }

    private static void Built(Table table)
    {
        double Least(int runs, Action build)
        {
            double least = double.MaxValue;
            for (int run = 0; run < runs; run++)
            {
                long start = Stopwatch.GetTimestamp();
                build();
                least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            }

            return least;
        }

        var patient = new Patients(1);
        var peer = new PeerPatient(in patient.Flat[0]);
        ClinicPolicy policy = ClinicPolicy.VirginiaInfusionTherapies;
        double compile = Least(60, () => new Ours(new InfusionRules(policy)).Decide(patient.Known[0]));
        double fromJson = Least(40, () => new Ours(Policy.FromJson()).Decide(patient.Known[0]));
        double engine = Least(12, () => new Engine().Decide(peer));
        table.Ratio("compile the policy and decide once / RulesEngine", compile / engine, 0.2);
        Table.Time("  compile, ours", compile);
        Table.Time("  read JSON and compile, ours", fromJson);
        Table.Time("  compile, RulesEngine", engine);
        ColdRun.Gate(table);
    }
}
