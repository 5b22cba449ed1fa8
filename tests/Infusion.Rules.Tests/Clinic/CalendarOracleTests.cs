using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Eligibility;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests.Clinic;

/// <summary>Every quarter hour of ten years, and every date of 400, against an oracle that only counts seconds and days.</summary>
public class CalendarOracleTests
{
    private const long Quarter = 15 * 60;

    // 2020-01-01 and 2030-01-01, 05:00 UTC: midnight in New York.
    private static long From => (CivilCalendar.Days(2020, 1, 1) * 86_400L) + (5 * 3600);

    private static long To => (CivilCalendar.Days(2030, 1, 1) * 86_400L) + (5 * 3600);

    [Fact]
    public void The_oracle_knows_the_worked_dates_and_nights()
    {
        CivilCalendar calendar = new(2019, 2031);
        Assert.Equal((2000, 2, 29), CivilCalendar.Date(CivilCalendar.Days(2000, 2, 29)));
        Assert.Equal((2028, 2, 29), CivilCalendar.Date(CivilCalendar.PlusMonths(CivilCalendar.Days(2028, 1, 31), 1)));
        Assert.Equal((2027, 2, 28), CivilCalendar.Date(CivilCalendar.PlusMonths(CivilCalendar.Days(2026, 11, 30), 3)));
        long spring = (CivilCalendar.Days(2026, 3, 8) * 86_400L) + (7 * 3600);
        Assert.Equal((CivilCalendar.Days(2026, 3, 8) * 86_400L) + (2 * 3600) - 1, calendar.Local(spring - 1));
        Assert.Equal((CivilCalendar.Days(2026, 3, 8) * 86_400L) + (3 * 3600), calendar.Local(spring));
        long autumn = (CivilCalendar.Days(2026, 11, 1) * 86_400L) + (6 * 3600);
        Assert.Equal((CivilCalendar.Days(2026, 11, 1) * 86_400L) + (2 * 3600) - 1, calendar.Local(autumn - 1));
        Assert.Equal((CivilCalendar.Days(2026, 11, 1) * 86_400L) + 3600, calendar.Local(autumn));
    }

    [Fact]
    public void Every_quarter_hour_of_ten_years_is_shown_by_the_clinics_clock_as_the_oracle_says()
    {
        DateTimeZone zone = InfusionRules.Published.TimeZone;
        CivilCalendar calendar = new(2019, 2031);
        long compared = 0;
        long mismatches = 0;
        for (long utc = From; utc < To; utc += Quarter)
        {
            compared++;
            LocalDateTime shown = Instant.FromUnixTimeSeconds(utc).InZone(zone).LocalDateTime;
            long local = calendar.Local(utc);
            mismatches += (shown.Year, shown.Month, shown.Day) == CivilCalendar.Date((int)(local / 86_400))
                && shown.TimeOfDay.NanosecondOfDay == local % 86_400 * 1_000_000_000
                ? 0
                : 1;
        }

        Evidence.Write("oracle-clock", compared, (To - From) / Quarter, mismatches);
    }

    [Fact]
    public void Driving_residual_effects_and_recovery_run_in_elapsed_seconds_from_every_quarter_hour()
    {
        VisitRules rules = InfusionRules.Published.Visits;
        long compared = 0;
        long mismatches = 0;
        for (long end = From; end < To; end += Quarter)
        {
            compared++;
            Visit facts = new()
            {
                Start = Moment.At(At(end - (4 * 3600))),
                End = Moment.At(At(end)),
                WalksSteadily = true,
                RideArranged = true,
                Accompanied = true,
                DischargeScore = 10,
            };
            facts = Infusion.Rules.Tests.Visits.VisitScenarioTests.Cleared(facts);

            // The driving decision on both sides of its end is asked in the visit room's own quarter-hour test.
            bool agrees = rules.RestrictedUntil(At(end))!.Value.ToUnixTimeSeconds() == end + 86_400
                && Outcome(rules.DecideRelease(facts, At(end + 3600)).Outcomes) == (int)ReleaseOutcome.Release
                && Outcome(rules.DecideRelease(facts, At(end + 3599)).Outcomes) == (int)ReleaseOutcome.Hold
                && rules.DecideResidualEffects(facts, At(end + 14_400)).Outcome == ResidualEffectsOutcome.PublishedTimePassed
                && rules.DecideResidualEffects(facts, At(end + 14_399)).Outcome == ResidualEffectsOutcome.Possible;
            mismatches += agrees ? 0 : 1;
        }

        Evidence.Write("oracle-elapsed", compared, (To - From) / Quarter, mismatches);
    }

    [Fact]
    public void Planned_release_and_the_fasting_cut_offs_keep_their_distance_from_every_quarter_hour()
    {
        InfusionRules rules = InfusionRules.Published;
        long compared = 0;
        long mismatches = 0;
        for (long start = From; start < To; start += 4 * Quarter)
        {
            compared++;
            FastingCutOff[] cutOffs = [.. rules.Fasting.CutOffs(At(start))];
            VisitTimeline timeline = rules.Visits.Timeline(
                new()
                {
                    Visit = new() { Appointment = Moment.At(At(start)) },
                    CompletedBefore = 0,
                    PlannedInfusion = Duration.FromHours(4),
                });
            bool agrees = cutOffs.Select(cutOff => cutOff.At.ToUnixTimeSeconds())
                .SequenceEqual([start - 14_400, start - 14_400, start - 7200])

                    && timeline.Entries.Select(entry => entry.At.ToUnixTimeSeconds() - start).SequenceEqual([-1800L, 0, 14_400, 18_000, 19_800, 28_800, 100_800]);
            mismatches += agrees ? 0 : 1;
        }

        Evidence.Write("oracle-timeline", compared, (To - From) / (4 * Quarter), mismatches);
    }

    [Fact]
    public void A_new_appointment_is_on_a_later_date_when_the_oracles_date_is_later()
    {
        FeeRules rules = InfusionRules.Published.Fees;
        CivilCalendar calendar = new(2019, 2031);
        long compared = 0;
        long mismatches = 0;
        for (long cancelled = From; cancelled < To; cancelled += 4 * Quarter)
        {
            foreach (long hours in (long[])[0, 12, 23, 24, 25])
            {
                compared++;
                long next = cancelled + (hours * 3600);
                bool isLater = calendar.Local(next) / 86_400 > calendar.Local(cancelled) / 86_400;
                mismatches += rules.DecideReschedule(
                    new() { Appointment = At(cancelled), Cancellation = new() { NewAppointment = At(next) } }).Outcome
                    == (isLater ? RescheduleOutcome.AnotherDay : RescheduleOutcome.RescheduledSameDay) ? 0 : 1;
            }
        }

        Evidence.Write("oracle-reschedule", compared, (To - From) / (4 * Quarter) * 5, mismatches);
    }

    [Fact]
    public void Every_onset_of_400_years_is_chronic_from_the_day_after_three_months()
    {
        EligibilityRules rules = InfusionRules.Published.Eligibility;
        Assert.Equal("chronic-neck-pain", rules.Find(StatedName.Of("neck pain"))?.Id);
        long compared = 0;
        long mismatches = 0;
        int first = CivilCalendar.Days(2000, 1, 1);
        for (int onset = first; onset < first + 146_097; onset++)
        {
            int last = CivilCalendar.PlusMonths(onset, 3);
            for (int day = last - 1; day <= last + 1; day++)
            {
                compared++;
                Decision<ConditionOutcome> decision = rules.DecideConditions(new Assessment
                {
                    On = LocalDateOf(day),
                    Conditions = [StatedCondition.Since("neck pain", LocalDateOf(onset))],
                })[0];
                mismatches += decision.Has(day > last ? ConditionOutcome.Listed : ConditionOutcome.NotListed) ? 0 : 1;
            }
        }

        Evidence.Write("oracle-chronic", compared, 146_097L * 3, mismatches);
    }

    [Fact]
    public void Every_look_back_of_400_years_counts_the_months_that_reach()
    {
        long compared = 0;
        long mismatches = 0;
        int first = CivilCalendar.Days(2000, 1, 1);
        for (int from = first; from < first + 146_097; from++)
        {
            foreach (int months in (int[])[0, 1, 6, 12])
            {
                compared++;
                int last = CivilCalendar.PlusMonths(from, months);
                LocalDate start = LocalDateOf(from);
                mismatches += CalendarCount.MonthsToReach(start, LocalDateOf(last)) == months
                    && CalendarCount.MonthsToReach(start, LocalDateOf(last + 1)) == months + 1
                    ? 0
                    : 1;
            }
        }

        Evidence.Write("oracle-look-back", compared, 146_097L * 4, mismatches);
    }

    [Fact]
    public void Every_maintenance_window_of_400_years_has_the_oracles_two_dates()
    {
        long compared = 0;
        long mismatches = 0;
        int first = CivilCalendar.Days(2000, 1, 1);
        for (int anchor = first; anchor < first + 146_097; anchor++)
        {
            compared++;
            (LocalDate earliest, LocalDate latest) = InfusionRules.Published.Maintenance.WindowFrom(LocalDateOf(anchor)) is { } window
                ? (window.Earliest, window.Latest)
                : default;
            mismatches += earliest == LocalDateOf(CivilCalendar.PlusMonths(anchor, 1))
                && latest == LocalDateOf(CivilCalendar.PlusMonths(anchor, 3))
                ? 0
                : 1;
        }

        Evidence.Write("oracle-maintenance", compared, 146_097, mismatches);
    }

    private static int Outcome(OutcomeSet verdict) => verdict.IsDetermined ? verdict.MostCautious : -1;

    private static Instant At(long utc) => Instant.FromUnixTimeSeconds(utc);

    private static LocalDate LocalDateOf(int days)
    {
        (int year, int month, int day) = CivilCalendar.Date(days);
        return new(year, month, day);
    }
}
