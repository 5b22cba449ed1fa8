using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Clinic;

/// <summary>Times that are known, half known, or came twice; and counting months.</summary>
public sealed class MomentTests
{
    [Fact]
    public void A_clock_time_that_came_twice_has_two_readings()
    {
        var moment = Moment.FromLocal(new(2026, 11, 1, 1, 30), Zone);

        Assert.True(moment.IsRepeatedTime);
        Assert.Equal([Utc("2026-11-01T05:30:00Z"), Utc("2026-11-01T06:30:00Z")], [moment.Reading(0).Earliest, moment.Reading(1).Latest]);
        Assert.True(moment.Reading(0).IsExact);
    }

    [Fact]
    public void A_clock_time_that_never_was_is_an_error() =>
        Assert.Throws<SkippedTimeException>(() => Moment.FromLocal(new(2026, 3, 8, 2, 30), Zone));

    [Fact]
    public void The_hours_around_a_change_of_the_clock_are_exact()
    {
        Assert.True(Moment.FromLocal(new LocalDateTime(2026, 3, 8, 1, 59, 59), Zone).IsExact);
        Assert.True(Moment.FromLocal(new LocalDateTime(2026, 3, 8, 3, 0), Zone).IsExact);
        Assert.True(Moment.FromLocal(new LocalDateTime(2026, 11, 1, 0, 59, 59), Zone).IsExact);
        Assert.True(Moment.FromLocal(new LocalDateTime(2026, 11, 1, 2, 0), Zone).IsExact);
    }

    [Fact]
    public void An_interval_ends_no_earlier_than_it_begins()
    {
        Instant noon = Utc("2026-06-15T12:00:00Z");

        Assert.True(Moment.Between(noon, noon).IsExact);
        Assert.Throws<ArgumentException>(() => Moment.Between(noon, noon - Duration.Epsilon));
    }

    [Property]
    public bool Elapsed_time_lies_between_that_of_the_bounds(int start, byte length, int anchor, byte more)
    {
        Instant epoch = Instant.FromUnixTimeSeconds(0);
        var from = Moment.Between(epoch + Duration.FromSeconds(start), epoch + Duration.FromSeconds(start) + Duration.FromSeconds(length));
        var to = Moment.Between(epoch + Duration.FromSeconds(anchor), epoch + Duration.FromSeconds(anchor) + Duration.FromSeconds(more));
        FactValue elapsed = from.ElapsedTo(to);

        return elapsed.Low == (anchor - (long)start - length) * NodaConstants.NanosecondsPerSecond
            && elapsed.High == (anchor + (long)more - start) * NodaConstants.NanosecondsPerSecond;
    }

    [Theory]
    [InlineData("2026-01-31", "2026-02-28", 1)]
    [InlineData("2026-01-31", "2026-03-01", 2)]
    [InlineData("2026-01-31", "2026-01-31", 0)]
    [InlineData("2026-01-31", "2026-01-01", 0)]
    [InlineData("2026-02-28", "2026-03-28", 1)]
    [InlineData("2026-02-28", "2026-03-29", 2)]
    [InlineData("2024-02-29", "2025-02-28", 12)]
    [InlineData("2024-02-29", "2025-03-01", 13)]
    public void Months_to_reach_a_date_clamp_to_the_months_end(string from, string to, int months) =>
        Assert.Equal(months, CalendarCount.MonthsToReach(Date(from), Date(to)));

    [Property(MaxTest = 2000)]
    public bool Months_to_reach_a_date_is_the_least_number_that_does(ushort from, ushort later)
    {
        LocalDate start = new LocalDate(1980, 1, 1).PlusDays(from);
        LocalDate date = start.PlusDays(later / 8);
        int months = CalendarCount.MonthsToReach(start, date);
        return date <= start.PlusMonths(months) && (months == 0 || date > start.PlusMonths(months - 1));
    }

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
