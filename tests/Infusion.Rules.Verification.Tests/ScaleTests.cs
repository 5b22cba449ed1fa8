using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Policies;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification.Tests;

/// <summary>A score of a scale of whole numbers is a whole number, in every proof, witness and boundary.</summary>
public class ScaleTests
{
    public static TheoryData<Instrument> Whole => [.. Enum.GetValues<Instrument>().Where(Score.IsWhole)];

    [Theory]
    [MemberData(nameof(Whole))]
    public void Below_a_score_and_at_most_the_one_before_it_are_one_rule(Instrument instrument)
    {
        int compared = 0;
        DecisionTable less = Findings(Remission(instrument, Score.Minimum(instrument), isIncluded: false));
        for (int points = Score.Minimum(instrument) + 1; points <= Score.Maximum(instrument); points++)
        {
            DecisionTable below = Findings(Remission(instrument, points, isIncluded: false));
            DecisionTable atMost = Findings(Remission(instrument, points - 1, isIncluded: true));
            foreach ((DecisionTable old, DecisionTable @new) in new[] { (below, atMost), (atMost, below) })
            {
                Assert.Equal(
                    [], Compare(old, @new).Axes.Where(static axis => axis.Class != ChangeClass.Equivalent && axis.Axis != ChangeAxis.Wording));
                compared++;
            }

            Assert.Equal(ChangeClass.Relaxes, Compare(below, less).Axes[0].Class);
            less = below;
        }

        Assert.Equal(2 * (Score.Maximum(instrument) - Score.Minimum(instrument)), compared);
    }

    [Theory]
    [InlineData(Instrument.Phq9, 5)]
    [InlineData(Instrument.Hit6, 50)]
    public void A_diff_of_the_policies_has_nothing_but_words(Instrument instrument, int points)
    {
        (ClinicPolicy below, ClinicPolicy atMost) =
            (Remission(instrument, points, isIncluded: false), Remission(instrument, points - 1, isIncluded: true));
        foreach ((ClinicPolicy old, ClinicPolicy @new) in new[] { (below, atMost), (atMost, below) })
        {
            DiffReport diff = PolicyDiff.Compare(new InfusionRules(old), new InfusionRules(@new), new() { MostRecords = 0 });
            Assert.All(diff.Changes, static change => Assert.Equal(ChangeAxis.Wording, change.Axis));
            Assert.All(diff.Decisions.SelectMany(static one => one.Axes.Where(static axis => axis.Axis != ChangeAxis.Wording)),
                static axis => Assert.Equal(ChangeClass.Equivalent, axis.Class));
        }
    }

    [Fact]
    public void A_scale_with_decimals_has_scores_in_between()
    {
        DecisionTable three = Findings(Remission(Instrument.PainNrs, 3, isIncluded: false));
        DecisionTable less = Findings(Remission(Instrument.PainNrs, 2.5m, isIncluded: false));
        TableDiff diff = Compare(three, less);
        Assert.Equal(ChangeClass.Relaxes, diff.Axes[0].Class);
        Assert.InRange(PointsOf(diff.Witnesses[0], "response.current"), 2.5m, 2.999999m);
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_threshold_of_a_drop_moves_only_where_a_drop_lies_between(Instrument instrument)
    {
        HashSet<decimal> drops = [.. Drops(instrument)];
        int moved = 0;
        DecisionTable old = Responses(Threshold(instrument, 1));
        for (int percent = 1; percent < 100; percent++)
        {
            DecisionTable @new = Responses(Threshold(instrument, percent + 1));
            bool isBetween = drops.Any(drop => drop >= percent && drop < percent + 1);
            TableDiff diff = Compare(old, @new);
            Assert.Equal(isBetween ? ChangeClass.Tightens : ChangeClass.Equivalent, diff.Axes[0].Class);
            Assert.All(diff.Witnesses, witness => Assert.Contains(PointsOf(witness, "response.percent-drop"), drops));
            moved += isBetween ? 1 : 0;
            old = @new;
        }

        Assert.InRange(moved, 20, 99);
    }

    [Fact]
    public void No_score_that_is_shown_is_beyond_its_scale()
    {
        int shown = 0;
        foreach (Instrument instrument in Enum.GetValues<Instrument>())
        {
            foreach ((ClinicPolicy old, ClinicPolicy @new) in new[]
            {
                (Threshold(instrument, 30), Threshold(instrument, 20)), (Threshold(instrument, 33), Threshold(instrument, 35)),
                (Remission(instrument, Score.Minimum(instrument) + 5, false), Remission(instrument, Score.Minimum(instrument) + 8, false)),
            })
            {
                foreach (TableDiff diff in new InfusionRules(old).Tables.Zip(new InfusionRules(@new).Tables, Compare))
                {
                    foreach (Witness witness in diff.Witnesses)
                    {
                        shown += OnScale(witness.Facts);
                    }

                    foreach (Triplet triplet in diff.Triplets)
                    {
                        Assert.All(triplet.Points, point => OnScale(
                            [.. triplet.Context, new() { Id = triplet.Fact, Name = "", Before = point.Value, After = point.Value }]));
                    }
                }
            }
        }

        Assert.InRange(shown, 12, 10_000);
    }

    [Fact]
    public void A_boundary_is_asked_for_where_a_score_can_be()
    {
        ClinicPolicy policy = Remission(Instrument.Phq9, 5, isIncluded: false);
        CoverageReport coverage = CaseCoverage.Of(new InfusionRules(policy).Tables, []);
        Assert.Equal(
            ["4 points", "5 points", "6 points"],
            coverage.Boundaries.Where(static one => one is { Rule: "response.remission.phq-9", Fact: "response.current" })
                .Select(static one => one.Case.Single(static fact => fact.Id == "response.current").After));
        int asked = coverage.Boundaries.Sum(one => OnScale(one.Case));
        Assert.InRange(asked, 15, 1_000);
    }

    // How many values of a case are scores, or drops between two, of the instrument that it names.
    private static int OnScale(ImmutableArray<WitnessFact> facts)
    {
        int found = 0;
        foreach (WitnessFact shown in facts)
        {
            string named = shown.Id.StartsWith("response.maintenance-", StringComparison.Ordinal)
                ? "response.maintenance-instrument"
                : "response.instrument";
            if (facts.FirstOrDefault(one => one.Id == named) is { AfterLow: { } code })
            {
                Instrument instrument = (Instrument)code;
                bool? isScore = shown.Id.Split('.', '-').SkipWhile(static word => word is "response" or "maintenance").First() switch
                {
                    "current" => IsScore(instrument, NumberOf(shown)),
                    "point" => IsScore(instrument, Math.Abs(NumberOf(shown)) + Score.Minimum(instrument)),
                    "percent" when Score.IsWhole(instrument) => Drops(instrument).Contains(NumberOf(shown)),
                    "percent" => NumberOf(shown) is >= -999_999_900 and <= 100,
                    _ => null,
                };
                Assert.True(isScore ?? true, string.Join(", ", facts));
                found += isScore is null ? 0 : 1;
            }
        }

        return found;
    }

    private static bool IsScore(Instrument instrument, decimal points) =>
        points >= Score.Minimum(instrument) && points <= Score.Maximum(instrument)
        && (!Score.IsWhole(instrument) || decimal.Truncate(points) == points);

    // The drops in percent between any two scores, to four places and never more than they are.
    private static IEnumerable<decimal> Drops(Instrument instrument)
    {
        for (int from = Math.Max(Score.Minimum(instrument), 1); from <= Score.Maximum(instrument); from++)
        {
            for (int to = Score.Minimum(instrument); to <= Score.Maximum(instrument); to++)
            {
                yield return decimal.Floor((from - to) * 1_000_000m / from) / 10_000;
            }
        }
    }

    private static decimal NumberOf(WitnessFact fact) =>
        decimal.Parse(fact.After.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static decimal PointsOf(Witness witness, string fact) => NumberOf(witness.Facts.Single(one => one.Id == fact));

    private static TableDiff Compare(DecisionTable old, DecisionTable @new) =>
        TableComparer.Compare(old, @new, new(static _ => LinkedPairs.Nothing, []), new()).Diff;

    private static DecisionTable Findings(ClinicPolicy policy) => new InfusionRules(policy).Table("response.findings");

    private static DecisionTable Responses(ClinicPolicy policy) => new InfusionRules(policy).Table("response.instrument");

    private static ClinicPolicy Remission(Instrument instrument, decimal cutOff, bool isIncluded) => With(new()
    {
        Instrument = instrument,
        ResponsePercent = 50,
        Remission = new("remission", cutOff, isIncluded),
        Provenance = Provenance.ClinicPolicy,
        Citations = ["clinic-policy"],
    });

    private static ClinicPolicy Threshold(Instrument instrument, decimal percent) => With(new()
    {
        Instrument = instrument,
        ResponsePercent = percent,
        Provenance = Provenance.ClinicPolicy,
        Citations = ["clinic-policy"],
    });

    private static ClinicPolicy With(ResponseCriterion criterion) => Variants.Published with
    {
        Response = Variants.Published.Response! with
        {
            Criteria = [.. Variants.Published.Response.Criteria.Where(one => one.Instrument != criterion.Instrument), criterion],
        },
    };
}
