using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>How values and limits read.</summary>
public sealed class FactTextTests
{
    private enum Answer
    {
        Yes,
        No,
    }

    private static Fact<Duration> Elapsed { get; } = Fact.Elapsed("elapsed", "elapsed", "How long?");

    private static Fact<int> Months { get; } = Fact.LookBack("months", "months", "When?", "months");

    [Theory]
    [InlineData(0, "0 min")]
    [InlineData(1, "1 ns")]
    [InlineData(7_200_000_000_000, "2 h")]
    [InlineData(7_200_000_000_001, "just over 2 h")]
    [InlineData(7_199_999_999_999, "just under 2 h")]
    [InlineData(-7_199_999_999_999, "-1 h 59 min 59 s 999999999 ns")]
    [InlineData(7_200_000_000_002, "2 h 2 ns")]
    public void The_time_beside_a_second_is_said_by_it(long nanoseconds, string text) => Assert.Equal(text, Elapsed.Format(nanoseconds));

    [Theory]
    [InlineData(-48, "00:00, 2 days before")]
    [InlineData(-25, "23:00, 2 days before")]
    [InlineData(-24, "00:00 on the day before")]
    [InlineData(-1, "23:00 on the day before")]
    [InlineData(0, "00:00")]
    [InlineData(23, "23:00")]
    [InlineData(24, "00:00 on the next day")]
    [InlineData(48, "00:00, 2 days later")]
    public void A_clock_time_says_how_many_days_it_is_away(int hours, string text) =>
        Assert.Equal(text, Fact.FormatClock(Duration.FromHours(hours).ToInt64Nanoseconds()));

    [Theory]
    [InlineData(0, "0 months")]
    [InlineData(1, "at most 1 month")]
    [InlineData(4, "more than 3 months, at most 4 months")]
    public void Months_are_counted_as_they_begin(int code, string text)
    {
        Assert.True(Months.CountsBegunMonths);
        Assert.Equal(text, Months.Format(code));
    }

    [Fact]
    public void One_of_a_unit_is_one()
    {
        Fact<int> sessions = Fact.Count("sessions", "sessions", "How many?", "sessions", 0, 10);
        Assert.Equal(["0 sessions", "1 session", "2 sessions"], new[] { 0L, 1, 2 }.Select(sessions.Format));
        Assert.False(sessions.CountsBegunMonths);
    }

    [Theory]
    [InlineData(3, "more than 2 months, at most 3 months", "3 months", "not above it")]
    [InlineData(2, "more than 1 month, at most 2 months", "3 months", "at least 1 month below it")]
    [InlineData(4, "more than 3 months, at most 4 months", "3 months", "up to 1 month above it")]
    [InlineData(6, "more than 5 months, at most 6 months", "3 months", "more than 2 months above it")]
    public void A_limit_of_months_is_the_one_the_rule_names(int code, string observed, string limit, string margin)
    {
        ExplanationLine line = Assert.Single(TableOf(Months, Months.MoreThan(3)).Explain([FactValue.Exactly(code)]).Lines);
        Assert.Equal((observed, limit, margin, 3), (line.Observed, line.Limit, line.Margin, line.LimitCode));
    }

    [Theory]
    [InlineData(7_200_000_000_000, "exactly at it")]
    [InlineData(7_260_000_000_000, "1 min above it")]
    [InlineData(7_140_000_000_000, "1 min below it")]
    public void More_than_two_hours_has_a_limit_of_two_hours(long elapsed, string margin)
    {
        ExplanationLine line = Assert.Single(
            TableOf(Elapsed, Elapsed.MoreThan(Duration.FromHours(2))).Explain([FactValue.Exactly(elapsed)]).Lines);
        Assert.Equal(("2 h", margin), (line.Limit, line.Margin));
    }

    private static DecisionTable TableOf(Fact fact, Condition no) =>
        DecisionTable.Create<Answer>("table", "a table", HitPolicy.Priority, [fact],
    [
        Rule.For(Answer.Yes, "table.yes", Condition.Always, "Yes", Modality.Informational, Provenance.Inferred, "R01"),
        Rule.For(Answer.No, "table.no", no, "No", Modality.Required, Provenance.Inferred, "R01"),
    ]);
}
