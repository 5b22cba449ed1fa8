using System.Diagnostics;
using Infusion.Rules.Benchmarks.Whole;
using Infusion.Rules.Panels;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>A million patients in one pass and on one thread: as a panel, and by hand over the same that was worked out beforehand.</summary>
internal static class Million
{
    public const string Panel = "panel";
    public const string ByHand = "panel by hand";
    public const string Unknown = "panel, unknown";
    public const string Engine = "engine";
    public const string Making = "making a panel, once";

    private const int Count = 1_000_000;

    public static Dictionary<string, Measured> Measure(InfusionRules rules, Variant engine)
    {
        var patients = new Patients(Count);
        var answers = new Answer[Count];
        var decisions = new PanelDecision[Count];
        PanelRow[] rows = [.. patients.Flat.Select(flat => new PanelRow(in flat))];
        (Panel known, double making) = Make(patients.Known);
        (Panel partial, _) = Make(patients.Partial);
        rules.Decide(known, decisions);
        for (int index = 0; index < Count; index++)
        {
            if (Ours.Of(in decisions[index]) != PanelFloor.Decide(in rows[index]) || PanelFloor.Decide(in rows[index]) != Floor.Decide(patients.Known[index]))
            {
                throw new InvalidOperationException($"The panel decides patient {index} otherwise.");
            }
        }

        Variant Over(string name, Panel panel) => new(name, Count, (from, count) =>
        {
            rules.Decide(panel, from, count, decisions.AsSpan(from, count));
            return (long)decisions[from + count - 1].Fasting;
        });
        Dictionary<string, Measured> measured = SliceHarness.Run(
        [
            new(ByHand, Count, (from, count) =>
            {
                for (int index = from; index < from + count; index++)
                {
                    answers[index] = PanelFloor.Decide(in rows[index]);
                }

                return answers[from + count - 1].Sum;
            }),
            Over(Panel, known),
            Over(Unknown, partial),
            engine,
        ],
        slices: 1500);
        measured.Add(Making, new(making, 0));
        return measured;
    }

    private static (Panel Panel, double Nanoseconds) Make(Patient[] patients)
    {
        PanelPatient[] facts = [.. patients.Select(Patients.ToPanelPatient)];
        long start = Stopwatch.GetTimestamp();
        var panel = new Panel(facts);
        return (panel, Stopwatch.GetElapsedTime(start).TotalNanoseconds / patients.Length);
    }
}
