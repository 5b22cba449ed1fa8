using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Policies;

/// <summary>Versions over time: one for each date, and a later one changes nothing before it.</summary>
public sealed class PolicyBookTests
{
    private static ClinicPolicy First => ClinicPolicy.VirginiaInfusionTherapies;

    private static ClinicPolicy Second => First with
    {
        Version = "2",
        Fasting = First.Fasting! with
        {
            Kinds = [.. First.Fasting.Kinds.Select(kind => kind.Id == "clear-liquid"
                ? new IntakeKind(
                    kind.Id, kind.Rule, kind.Name, [new IntakeLimit.Window(Duration.FromHours(1))], kind.Provenance, kind.Citations,
                    kind.AsaKind)
                : kind)],
        },
    };

    private static LocalDate NewYear => new(2027, 1, 1);

    [Fact]
    public void A_version_holds_from_its_first_date_up_to_the_next_ones()
    {
        var book = PolicyBook.Of([new(Second, NewYear, null), new(First, new(2026, 1, 1), NewYear)]);

        Assert.Equal("1", book.On(NewYear.PlusDays(-1)).Version);
        Assert.Equal("2", book.On(NewYear).Version);
        Assert.Equal("1", book.On(new(2026, 1, 1)).Version);
        Assert.Equal("2", book.On(new(2999, 1, 1)).Version);
        Assert.Contains(
            "2025-12-31", Assert.Throws<ArgumentOutOfRangeException>(() => book.On(new(2025, 12, 31))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-01-02", "No version is valid from 2027-01-01 to 2027-01-02.")]
    [InlineData("2026-12-31", "overlap from 2026-12-31 to 2027-01-01")]
    public void A_gap_and_an_overlap_are_errors_that_say_where(string from, string message)
    {
        LocalDate begins = NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value;
        var error = Assert.Throws<ArgumentException>(
            () => PolicyBook.Of([new(First, new(2026, 1, 1), NewYear), new(Second, begins, null)]));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_validity_an_open_end_before_another_and_a_second_clinic_are_errors()
    {
        Assert.Throws<ArgumentException>(() => PolicyBook.Of([]));
        Assert.Throws<ArgumentException>(() => PolicyBook.Of([new(First, NewYear, NewYear)]));
        Assert.Throws<ArgumentException>(() => PolicyBook.Of([new(First, NewYear, NewYear.PlusDays(-1))]));
        Assert.Throws<ArgumentException>(() => PolicyBook.Of([new(First, new(2026, 1, 1), null), new(Second, NewYear, null)]));
        Assert.Throws<ArgumentException>(
            () => PolicyBook.Of([new(First, new(2026, 1, 1), NewYear), new(Second with { Id = "other" }, NewYear, null)]));
        Assert.Throws<ArgumentException>(() => PolicyBook.Of([new(First, new(2026, 1, 1), NewYear), new(First, NewYear, null)]));
    }

    [Fact]
    public void A_later_version_changes_no_cell_of_any_table_before_its_date()
    {
        var alone = new InfusionRules(PolicyBook.Of([new(First, new(2026, 1, 1), NewYear)]).On(NewYear.PlusDays(-1)));
        var followed = new InfusionRules(
            PolicyBook.Of([new(First, new(2026, 1, 1), NewYear), new(Second, NewYear, null)]).On(NewYear.PlusDays(-1)));
        var later = new InfusionRules(PolicyBook.Of([new(First, new(2026, 1, 1), NewYear), new(Second, NewYear, null)]).On(NewYear));
        long compared = 0;
        long changed = 0;
        foreach ((DecisionTable one, DecisionTable other, DecisionTable next) in alone.Tables.Zip(followed.Tables, later.Tables))
        {
            foreach (FactValue[] row in one.Partition.Rows(withUnknown: true))
            {
                compared++;
                Assert.Equal(one.Decide(row), other.Decide(row));
            }

            foreach (FactValue[] row in next.Partition.Rows(withUnknown: true))
            {
                changed += one.Decide(row) == next.Decide(row) ? 0 : 1;
            }
        }

        Assert.True(compared > 1_000, $"only {compared} cells");
        Assert.True(changed > 0, "the later version is no other");
    }
}
