using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>Samoa crossed the date line: after Thursday 29 December 2011 came Saturday the 31st, and the Friday never was.</summary>
public class SkippedDayTests
{
    private static DateTimeZone Apia => DateTimeZoneProviders.Tzdb["Pacific/Apia"];

    private static LocalDate Skipped => new(2011, 12, 30);

    [Fact]
    public void Everything_is_judged_around_a_day_that_never_was()
    {
        int judged = 0;
        foreach (ClinicPolicy policy in FilledPolicy.Policies)
        {
            var rules = new InfusionRules(policy with { TimeZone = Apia.Id });
            PatientRecord record = PatientRecord.Parse(Record, rules.TimeZone);
            for (Instant at = Instant.FromUtc(2011, 12, 28, 0, 0); at < Instant.FromUtc(2012, 1, 2, 0, 0); at += Duration.FromHours(5))
            {
                judged += rules.Review(record).At(at).ToDocuments().Length;
            }

            for (LocalDate date = Skipped.PlusDays(-2); date < Skipped.PlusDays(3); date = date.PlusDays(1))
            {
                Assert.Equal(date == Skipped.PlusDays(-1) || date == Skipped.PlusDays(1), !rules.Day([record], date).IsEmpty);
            }
        }

        Assert.True(judged > 1000, $"Only {judged} decisions were made.");
    }

    [Fact]
    public void A_day_that_never_was_has_no_opening_hours()
    {
        var calendar = new BusinessCalendar
        {
            Hours = [.. new[] { IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday }.Select(static day =>
                new OpeningHours(day, new(20, 0), LocalTime.Midnight))],
        };
        Instant thursday = Moment.FromLocal(new(2011, 12, 29, 12, 0), Apia).Earliest;
        Assert.Equal(Duration.FromHours(8), calendar.OpenBetween(thursday, thursday + Duration.FromDays(2), Apia));
        Assert.Equal(
            [true, false, true],
            new[] { Skipped.PlusDays(-1), Skipped, Skipped.PlusDays(1) }.Select(date => calendar.IsOpenOn(date, Apia)));
        Assert.False(Moment.TryFromLocal(Skipped.At(new(9, 0)), Apia, out _));
        Assert.Throws<SkippedTimeException>(() => Moment.FromLocal(Skipped.At(new(9, 0)), Apia));
    }

    private static string Record => """
        {
          "format": 1, "id": "samoa", "asOf": "2011-12-29T12:00", "protocol": "four-hour",
          "visits": [
            {
              "id": "visit-1", "appointment": "2011-12-29T09:00", "bookedAt": "2011-12-01T09:00", "arrival": "2011-12-29T08:30",
              "intakes": [{ "what": "toast", "at": "2011-12-28T20:00" }], "intakesAreComplete": true, "start": "2011-12-29T09:00",
              "end": "2011-12-29T13:00"
            },
            {
              "id": "visit-2", "appointment": "2011-12-31T09:00", "bookedAt": "2011-12-01T09:00",
              "intakes": [{ "what": "toast", "at": "2011-12-29T20:00" }],
              "cancelled": { "at": "2011-12-29T22:00", "by": "patient-cancelled" }
            },
            { "id": "visit-3", "appointment": "2011-12-31T15:00", "bookedAt": "2011-12-29T09:00" }
          ],
          "scores": [{ "id": "score-1", "at": "2011-12-29T08:00", "condition": "mental-health", "instrument": "phq-9", "points": 18 }]
        }
        """;
}
