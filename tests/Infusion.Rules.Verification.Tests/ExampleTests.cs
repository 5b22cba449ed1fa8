using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Tests;

/// <summary>Which cases, ranges and boundaries a difference is shown by.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void A_limit_with_two_ends_is_shown_at_both()
    {
        TableDiff table = Compared(With(below: 18, atLeast: 71, months: 6), With(below: 17, atLeast: 76, months: 6));

        Witness[] caution =
        [
            .. table.Witnesses.Where(
                witness => witness is { Axis: ChangeAxis.Caution, OutcomeBefore: "NotCandidate", OutcomeAfter: "Candidate" }),
        ];
        Assert.Contains(caution, witness => AgeOf(witness) == 17);
        Assert.Contains(caution, witness => AgeOf(witness) is >= 71 and < 76);
        Assert.Equal([17, 18, 71, 76], table.Triplets.Select(triplet => triplet.BoundaryCode).Distinct().Order());
        Assert.Contains(table.Regions, region => region.Says.Contains("age is 71 years to 75 years", StringComparison.Ordinal));
        Assert.Contains(table.Regions, region => region.Says.Contains("age is 17 years and", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_boundaries_that_moved_are_shown()
    {
        TableDiff table = Compared(With(below: 18, atLeast: 71, months: 6), With(below: 18, atLeast: 71, months: 3));
        Assert.Equal(["eligibility.screen.heart-attack"], table.Triplets.Select(triplet => triplet.Fact).Distinct());
        Assert.Equal(["3 months", "6 months"], table.Triplets.Select(triplet => triplet.Boundary).Distinct());
    }

    [Fact]
    public void A_long_ago_is_shown_by_a_time_a_person_remembers()
    {
        TableDiff table = Compared(With(below: 18, atLeast: 71, months: 6), With(below: 17, atLeast: 76, months: 6));
        WitnessFact[] attacks =
        [
            .. table.Witnesses.SelectMany(witness => witness.Facts).Where(fact => fact.Id == "eligibility.screen.heart-attack"),
        ];
        Assert.NotEmpty(attacks);
        Assert.All(attacks, fact => Assert.True(fact.After is "more than 6 months, at most 7 months" or "never", fact.After));
    }

    private static long? AgeOf(Witness witness) => witness.Facts.SingleOrDefault(fact => fact.Id == "eligibility.screen.age")?.AfterLow;

    private static TableDiff Compared(ClinicPolicy old, ClinicPolicy @new) =>
        PolicyDiff.Compare(old, @new, new() { MostRecords = 0 }).Table("eligibility.candidacy");

    private static ClinicPolicy With(int below, int atLeast, int months) => Variants.Published with
    {
        Eligibility = Variants.Published.Eligibility! with
        {
            Screens =
            [
                new(
                    "age", "age", "How old?", new ScreenAsk.Number("years", 0, 130, 0, below, atLeast), ScreenEffect.Exclude,
                    Provenance.ClinicPolicy, ["clinic-policy"]),
                new(
                    "heart-attack", "a heart attack", "When?", new ScreenAsk.WithinMonths(months), ScreenEffect.Exclude,
                    Provenance.ClinicPolicy, ["clinic-policy"]),
            ],
        },
    };
}
