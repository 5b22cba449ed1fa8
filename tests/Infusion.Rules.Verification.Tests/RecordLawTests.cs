using System.Collections.Immutable;
using System.Globalization;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests;
using Infusion.Rules.Tests.Courses;
using NodaTime.Text;

namespace Infusion.Rules.Verification.Tests;

/// <summary>What two versions decide otherwise for any record is reported: for that decision, on that axis, in that direction.</summary>
/// <remarks>
/// <para>Mutants of every shipped policy with one, two and three changes of every operator, drawn by seeds; each is compared with its
/// policy both ways, over records that are drawn by other seeds and know nothing of the change. The diff's own records are no part of
/// it, and a record that contradicts itself under either version is no patient's.</para>
/// <para>The directions are worked out here again, from the answers as data.</para>
/// </remarks>
public class RecordLawTests
{
    private const int RecordsOfEach = 60;

    // How many mutants of each policy and each number of changes; a greater run is asked for by the environment.
    private static int Each =>
        int.TryParse(Environment.GetEnvironmentVariable("INFUSION_RULES_MUTANTS"), CultureInfo.InvariantCulture, out int each) ? each : 1;

    [Fact]
    public void What_any_record_shows_is_reported()
    {
        var tried = new Tried();
        foreach (ClinicPolicy policy in Policies())
        {
            Try(policy, Each, tried);
        }

        tried.Missed.ForEach(one => TestContext.Current.TestOutputHelper?.WriteLine(one));
        Assert.True(tried.Mutants > 20 && tried.Records > 500, $"{tried.Mutants} mutants, {tried.Records} records");
        Evidence.Write("verification-records", tried.Differences - tried.Missed.Count, tried.Differences, tried.Missed.Count);
    }

    internal static void Try(ClinicPolicy policy, int each, Tried tried)
    {
        InfusionRules rules = new(policy);
        PatientRecord[] records =
        [
            .. Enumerable.Range(0, 4 * RecordsOfEach).Select(seed => Parsed(Histories.InNamesOf(seed, policy), rules))
                .OfType<PatientRecord>(),
        ];
        for (int changes = 1; changes <= 3; changes++)
        {
            foreach (PolicyMutant mutant in PolicyMutants.Of(policy, changes, each, (ulong)changes))
            {
                Compare(rules, mutant, records, tried, new() { MostRecords = 100 });
            }
        }
    }

    private static void Compare(
        InfusionRules rules, PolicyMutant mutant, PatientRecord[] records, Tried tried, DiffOptions options)
    {
        InfusionRules other;
        try
        {
            other = new(mutant.Policy);
        }
        catch (ArgumentException)
        {
            return;
        }

        tried.Mutants++;
        DiffReport there = PolicyDiff.Compare(rules, other, options);
        DiffReport back = PolicyDiff.Compare(other, rules, options);
        tried.Count(there);
        tried.Missed.AddRange(there.Decisions.Concat(back.Decisions).Where(static one => !one.BeyondProof.IsEmpty)
            .Select(one => $"{one.Id} shown beyond the proof of {mutant}"));
        Random random = new(tried.Mutants);
        for (int turn = 0; turn < RecordsOfEach; turn++)
        {
            PatientRecord record = records[random.Next(records.Length)];
            if (Reviewed(rules, record) is { } before && Reviewed(other, record) is { } after)
            {
                tried.Records++;
                Answers was = new(before);
                Answers now = new(after);
                foreach (Seen seen in was.Against(now, other))
                {
                    tried.Differences++;
                    if (!Reports(there, seen))
                    {
                        tried.Missed.Add($"{seen} of {mutant}");
                    }
                }

                foreach (Seen seen in now.Against(was, rules))
                {
                    tried.Differences++;
                    if (!Reports(back, seen))
                    {
                        tried.Missed.Add($"back: {seen} of {mutant}");
                    }
                }
            }
        }
    }

    private static bool Reports(DiffReport report, Seen seen) =>
        report.Decisions.FirstOrDefault(decision => decision.Id == seen.Decision) is { } decision
        && decision.Axes.Any(axis => axis.Axis == seen.Axis && axis.Class switch
        {
            ChangeClass.Equivalent => false,
            ChangeClass.Tightens => seen.Sign > 0,
            ChangeClass.Relaxes => seen.Sign < 0,
            _ => true,
        });

    private static PatientRecord? Parsed(string json, InfusionRules rules) =>
        PatientRecord.TryParse(json, rules.TimeZone, out PatientRecord? record, out _) ? record : null;

    // A record that contradicts itself is no patient's.
    private static CourseReview? Reviewed(InfusionRules rules, PatientRecord record)
    {
        try
        {
            return rules.Review(record) is { Contradictions.IsEmpty: true } review ? review : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<ClinicPolicy> Policies() =>
        Directory.GetFiles(Path.Combine(Evidence.Root, "samples", "policies"), "*.json").Order(StringComparer.Ordinal)
            .Select(static path => ClinicPolicy.Parse(File.ReadAllText(path))).Prepend(ClinicPolicy.VirginiaInfusionTherapies);

    /// <summary>What was tried, and what of it was not reported.</summary>
    internal sealed class Tried
    {
        public int Mutants { get; set; }

        public int Records { get; set; }

        public int Differences { get; set; }

        public List<string> Missed { get; } = [];

        public int Reported { get; private set; }

        public int MayChange { get; private set; }

        public void Count(DiffReport report)
        {
            foreach (AxisDiff axis in report.Decisions.SelectMany(static decision => decision.Axes)
                .Where(static axis => axis.Axis != ChangeAxis.Wording && axis.Class != ChangeClass.Equivalent))
            {
                Reported++;
                MayChange += axis.Class == ChangeClass.MayChange ? 1 : 0;
            }
        }
    }

    /// <summary>A difference that a record shows; its sign is above zero where it tightens.</summary>
    private sealed record Seen(string Decision, ChangeAxis Axis, int Sign);

    /// <summary>What a review answers, decision by decision, parts among them.</summary>
    private sealed class Answers
    {
        private readonly SortedDictionary<string, DecisionDocument> _all = new(StringComparer.Ordinal);

        public Answers(CourseReview review)
        {
            foreach (DecisionDocument answer in review.ToDocuments())
            {
                Add(answer, "");
            }
        }

        private void Add(DecisionDocument answer, string of)
        {
            string key = $"{answer.Decision} of {answer.Subject ?? of}";
            while (!_all.TryAdd(key, answer))
            {
                key += "'";
            }

            foreach (DecisionDocument part in answer.Parts)
            {
                Add(part, answer.Subject ?? of);
            }
        }

        // What only one of them has is compared by the tables and by the diff's own records.
        public IEnumerable<Seen> Against(Answers later, InfusionRules rules)
        {
            foreach ((string key, DecisionDocument before) in _all)
            {
                if (later._all.TryGetValue(key, out DecisionDocument? after))
                {
                    foreach (Seen seen in Differences(before, after, rules).Distinct())
                    {
                        yield return seen;
                    }
                }
            }
        }

        private static IEnumerable<Seen> Differences(DecisionDocument before, DecisionDocument after, InfusionRules rules)
        {
            DecisionTable? table = rules.Tables.FirstOrDefault(one => one.Id == InfusionRules.TablesOf(before.Decision).FirstOrDefault());
            ChangeAxis axis = table?.Axis is null or OutcomeAxis.Caution ? ChangeAxis.Caution : ChangeAxis.PatientCost;
            foreach (int sign in table is null ? [] : table.HitPolicy == HitPolicy.Collect
                ? Findings(before.Possible, after.Possible, table.Axis == OutcomeAxis.PatientCredit)
                : Outcomes(before.Possible, after.Possible, table))
            {
                yield return new(before.Decision, axis, sign);
            }

            if (before.Status != after.Status && before.Status != DecisionStatus.Invalid && after.Status != DecisionStatus.Invalid)
            {
                yield return new(before.Decision, ChangeAxis.InformationDemand, after.Status == DecisionStatus.NeedsInformation ? 1 : -1);
            }

            foreach (ValueDocument was in before.Values)
            {
                ValueDocument[] now = [.. after.Values.Where(value => value.Id == was.Id)];
                if (now.Length == 1 && before.Values.Count(value => value.Id == was.Id) == 1
                    && Value(was.Value, now[0].Value) is (ChangeAxis of, not 0) moved)
                {
                    bool isCredit = table?.Axis == OutcomeAxis.PatientCredit && of == ChangeAxis.PatientCost;
                    yield return new(before.Decision, of, isCredit ? -moved.Sign : moved.Sign);
                }
            }
        }

        private static IEnumerable<int> Findings(ImmutableArray<string> before, ImmutableArray<string> after, bool isCredit)
        {
            if (after.Except(before).Any())
            {
                yield return isCredit ? -1 : 1;
            }

            if (before.Except(after).Any())
            {
                yield return isCredit ? 1 : -1;
            }
        }

        private static IEnumerable<int> Outcomes(ImmutableArray<string> before, ImmutableArray<string> after, DecisionTable table)
        {
            int[] was = [.. before.Select(name => table.Outcomes.IndexOf(name))];
            int[] now = [.. after.Select(name => table.Outcomes.IndexOf(name))];
            if (was.Length > 0 && now.Length > 0 && !was.Contains(-1) && !now.Contains(-1))
            {
                int[] signs = [Math.Sign(now.Max() - was.Max()), Math.Sign(now.Min() - was.Min())];
                foreach (int sign in signs.Where(static sign => sign != 0))
                {
                    yield return table.Axis == OutcomeAxis.PatientCost ? -sign : sign;
                }
            }
        }

        private static (ChangeAxis Axis, int Sign)? Value(string was, string now)
        {
            if (InstantPattern.ExtendedIso.Parse(was) is { Success: true, Value: var at }
                && InstantPattern.ExtendedIso.Parse(now) is { Success: true, Value: var then })
            {
                return (ChangeAxis.Schedule, then.CompareTo(at));
            }

            if (LocalDatePattern.Iso.Parse(was) is { Success: true, Value: var day }
                && LocalDatePattern.Iso.Parse(now) is { Success: true, Value: var date })
            {
                return (ChangeAxis.Schedule, date.CompareTo(day));
            }

            if (PeriodPattern.Roundtrip.Parse(was) is { Success: true, Value: { HasDateComponent: false } time }
                && PeriodPattern.Roundtrip.Parse(now) is { Success: true, Value: { HasDateComponent: false } other })
            {
                return (ChangeAxis.Schedule, other.ToDuration().CompareTo(time.ToDuration()));
            }

            return Amount(was) is { } before && Amount(now) is { } after ? (ChangeAxis.PatientCost, after.CompareTo(before)) : null;
        }

        private static decimal? Amount(string text) =>
            text.Length > 4 && text[^4] == ' '
                && decimal.TryParse(text[..^4], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal amount)
                ? amount
                : null;
    }
}
