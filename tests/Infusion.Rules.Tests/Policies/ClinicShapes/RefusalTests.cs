using Infusion.Rules.Clinic;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.Policies.ClinicShapes.Parts;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>What a policy cannot say is refused when it is built, with a sentence that says what to write instead.</summary>
public class RefusalTests
{
    [Fact]
    public void The_next_day_needs_a_time() => Refused(
        "\"Until the next day\" needs a clock time or a minimum of hours.", () => new DrivingLimit.NextDay(null, null));

    [Fact]
    public void A_limit_for_the_afternoon_leaves_no_morning_without_one() => Refused(
        "The intake kind 'clear-liquid' has no limit for appointments from 00:00; give one for every time of day, such as a window of zero "
        + "hours.",
        Fasting(FastingOf(Kind("clear-liquid", "Clear liquids", new IntakeLimit.Clock(Time(8), sessionsFrom: Time(12))))));

    [Fact]
    public void A_gap_at_noon_is_found() => Refused(
        "The intake kind 'food' has no limit for appointments from 12:00; give one for every time of day, such as a window of zero hours.",
        Fasting(FastingOf(Kind("food", "Food",
            new IntakeLimit.Clock(LocalTime.Midnight, sessionsBefore: Time(12)),
            new IntakeLimit.Window(Duration.FromHours(6), sessionsFrom: Time(13))))));

    [Fact]
    public void Sessions_do_not_end_before_they_begin() => Refused(
        "A limit for some sessions ends later in the day than it begins.", () =>
            new IntakeLimit.Clock(Time(8), sessionsFrom: Time(12), sessionsBefore: Time(12)));

    [Fact]
    public void Foods_of_the_published_policy_do_not_fit_other_kinds() => Refused(
        "The food 'water' counts as 'clear-liquid', which is none of the kinds: anything.",
        Fasting(Published.Fasting! with { Kinds = [Kind("anything", "Food and drinks", Hours(4))] }));

    [Theory]
    [InlineData("milk", "milk")]
    [InlineData("breast-milk", "Breast milk")]
    public void A_food_that_has_a_kinds_name_is_of_that_kind(string kind, string food) => Refused(
        $"The food '{food}' counts as 'anything', and a kind has its name.",
        Fasting(
            FastingOf(
                Kind("anything", "Food and drinks", Hours(4)),
                Kind(kind, "Milk", Hours(6))) with
            { Foods = [new(food, "anything", null)] }));

    [Fact]
    public void What_is_unlisted_counts_as_a_kind_that_exists() => Refused(
        "What is unlisted counts as 'food', which must be one of the kinds, and then has no limits of its own.",
        Fasting(FastingOf(Kind("anything", "Food and drinks", Hours(4))) with { UnlistedCountsAs = "food" }));

    [Fact]
    public void Business_hours_need_a_calendar() => Refused(
        "Notice in business hours needs the clinic's calendar: bring opening hours and closed dates, or count elapsed hours.",
        Fees(
            FeesOf(Money.Usd(0)) with { NoticeUnit = NoticeUnit.BusinessHours, NoticeTiers = [new(Duration.FromHours(48), Percent(50))] }));

    [Fact]
    public void Two_currencies_do_not_mix_in_one_section() => Refused(
        "USD and EUR cannot be put together.", Fees(FeesOf(Money.Usd(0)) with { NoShow = Flat(Money.Of(50, "EUR")) }));

    [Fact]
    public void A_fasting_cancellation_has_one_fee() => Refused(
        "A fasting cancellation has two fees: a flat one and another.", Fees(FeesOf(Money.Usd(100)) with { FastingCharge = Percent(50) }));

    [Fact]
    public void A_reason_has_one_charge_and_fasting_its_own()
    {
        Refused("A cancellation reason has two charges.",
            Fees(
                FeesOf(Money.Usd(0)) with
                {
                    ReasonCharges = [new(CancellationReason.NoRide, Percent(50)), new(CancellationReason.NoRide, Percent(100))],
                }));
        Refused("A fasting violation has a fee of its own, and only a late arrival has a lateness.",
            () => new ReasonCharge(CancellationReason.FastingViolation, Percent(50)));
        Refused("A fasting violation has a fee of its own, and only a late arrival has a lateness.",
            () => new ReasonCharge(CancellationReason.NoRide, Percent(50), Duration.FromMinutes(15)));
    }

    [Fact]
    public void A_series_fits_in_its_window() => Refused(
        "The 6 sessions of the protocol 'six' do not fit in its window of 12 days.",
        Offers(Protocol("six", 40) with { InductionSessions = SessionCount.Exactly(6), WindowDays = 12, MinimumSpacingDays = [3] }));

    [Theory]
    [InlineData(6, 7, null, null, 3, false, "")]
    [InlineData(6, 10, null, null, 3, false, "")]
    [InlineData(3, 15, null, null, 1, false, "")]
    [InlineData(3, 7, null, null, null, false, "Monday")]
    [InlineData(6, 6, null, null, null, true, "Monday Tuesday Wednesday Thursday Friday")]
    [InlineData(4, 9, 2, null, 2, false, "")]
    public void An_induction_that_no_dates_fit_into_its_window_is_refused(
        int sessions, int window, int? shortest, int? longest, int? inSeven, bool isConsecutive, string weekdays)
    {
        InfusionProtocol protocol = Inducing(sessions, window - 1, shortest, longest, inSeven, isConsecutive, weekdays);
        Refused(FormattableString.Invariant($"The {sessions} sessions of the protocol 'six' do not fit"), Offers(protocol));
    }

    [Theory]
    [InlineData(6, 11, null, null, 3, false, "")]
    [InlineData(6, 9, null, null, 3, false, "")]
    [InlineData(3, 15, null, null, 1, false, "")]
    [InlineData(3, 15, null, null, null, false, "Monday")]
    [InlineData(6, 8, null, null, null, true, "Monday Tuesday Wednesday Thursday Friday")]
    [InlineData(4, 8, null, 3, 3, false, "")]
    [InlineData(4, 10, 2, null, 2, false, "")]
    public void The_shortest_window_that_the_dates_fit_into_is_accepted_and_one_day_less_is_not(
        int sessions, int window, int? shortest, int? longest, int? inSeven, bool isConsecutive, string weekdays)
    {
        InfusionProtocol protocol = Inducing(sessions, window, shortest, longest, inSeven, isConsecutive, weekdays);
        Assert.Equal(Fits(protocol, window), InductionDates.Of(protocol).FewestDays <= window);
        Assert.Equal(Fits(protocol, window - 1), InductionDates.Of(protocol).FewestDays <= window - 1);
    }

    [Theory]
    [InlineData(3, null, 2, 1, false, "")]
    [InlineData(8, null, 3, 2, false, "")]
    [InlineData(6, null, 2, null, true, "Monday Tuesday Wednesday Thursday Friday")]
    [InlineData(4, null, 2, null, false, "Monday")]
    [InlineData(8, null, null, 6, true, "")]
    public void Limits_that_no_dates_keep_together_are_refused_in_any_window(
        int sessions, int? shortest, int? longest, int? inSeven, bool isConsecutive, string weekdays) => Refused(
        "No dates of the sessions of the protocol 'six' keep to its spacing, its weekdays and its most in seven days.",
        Offers(Inducing(sessions, null, shortest, longest, inSeven, isConsecutive, weekdays)));

    [Fact]
    public void The_shortest_window_is_the_one_that_trying_every_set_of_dates_finds()
    {
        int compared = 0;
        foreach (int? shortest in new int?[] { null, 2, 3 })
        {
            foreach (int? longest in new int?[] { null, 1, 3, 4 })
            {
                foreach (int? inSeven in new int?[] { null, 1, 2, 3 })
                {
                    foreach (string weekdays in new[] { "", "Monday", "Monday Thursday", "Monday Tuesday Friday" })
                    {
                        foreach (bool isConsecutive in new[] { false, true })
                        {
                            InfusionProtocol protocol = Inducing(4, null, shortest, longest, inSeven, isConsecutive, weekdays);
                            int? found = Enumerable.Range(1, 30).Where(window => Fits(protocol, window)).Select(window => (int?)window)
                                .FirstOrDefault();
                            Assert.Equal(found, InductionDates.Of(protocol).FewestDays);
                            compared++;
                        }
                    }
                }
            }
        }

        Assert.Equal(384, compared);
    }

    [Fact]
    public void A_cut_off_after_every_appointment_it_is_for_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new IntakeLimit.Clock(Time(20), sessionsBefore: Time(20)));
        Assert.Equal(1, new IntakeLimit.Clock(Time(20), daysBefore: 1, sessionsBefore: Time(12)).DaysBefore);
        Assert.Equal(Time(8), new IntakeLimit.Clock(Time(8), sessionsBefore: Time(12)).CutOff);
    }

    // Every set of dates, one by one: the first on each weekday, the others up to the window's last.
    private static bool Fits(InfusionProtocol protocol, int window)
    {
        DayOfWeekSet permitted = new(protocol.PermittedWeekdays);
        return Enumerable.Range(0, 7).Where(permitted.Contains).Any(first => From([first]));

        bool From(int[] days)
        {
            if (days.Length == protocol.InductionSessions!.Value.Minimum)
            {
                return true;
            }

            return Enumerable.Range(days[^1] + 1, Math.Max(0, days[0] + window - 1 - days[^1])).Any(day => permitted.Contains(day)
                && day - days[^1] >= protocol.MinimumSpacingDays.FirstOrDefault() && day - days[^1] <= (protocol.MaximumSpacingDays ?? 99)
                && (!protocol.IsOnConsecutiveDays || !Enumerable.Range(days[^1] + 1, day - days[^1] - 1).Any(permitted.Contains))
                && days.Count(other => other > day - 7) < (protocol.MaximumInSevenDays ?? 99) && From([.. days, day]));
        }
    }

    private static InfusionProtocol Inducing(
        int sessions, int? window, int? shortest, int? longest, int? inSeven, bool isConsecutive, string weekdays) =>
        Protocol("six", 40) with
        {
            InductionSessions = SessionCount.Exactly(sessions),
            WindowDays = window,
            MinimumSpacingDays = shortest is { } days ? [days] : [],
            MaximumSpacingDays = longest,
            MaximumInSevenDays = inSeven,
            IsOnConsecutiveDays = isConsecutive,
            PermittedWeekdays = [.. weekdays.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<IsoDayOfWeek>)],
        };

    // Days from a Monday.
    private sealed class DayOfWeekSet(IEnumerable<IsoDayOfWeek> days)
    {
        private readonly HashSet<int> _days = [.. days.Select(day => (int)day - 1)];

        public bool Contains(int day) => _days.Count == 0 || _days.Contains(day % 7);
    }

    [Fact]
    public void Days_in_a_row_are_not_further_apart() => Refused(
        "The sessions of the protocol 'six' cannot be on days that follow each other and further apart.",
        Offers(Protocol("six", 40) with { IsOnConsecutiveDays = true, MinimumSpacingDays = [2] }));

    [Fact]
    public void The_response_is_judged_within_the_series() => Refused(
        "The protocol 'six' is judged after 7 sessions and has 6.",
        Offers(Protocol("six", 40) with { InductionSessions = SessionCount.Exactly(6), EvaluateAfterSessions = SessionCount.Exactly(7) }));

    [Fact]
    public void A_range_over_which_the_response_is_judged_ends_within_the_series() => Refused(
        "The protocol 'six' is judged after 2 to 7 sessions and has 6.",
        Offers(Protocol("six", 40) with { InductionSessions = SessionCount.Exactly(6), EvaluateAfterSessions = SessionCount.Between(2, 7) }));

    [Fact]
    public void A_range_over_which_the_response_is_judged_has_an_end() => Refused(
        "The protocol 'six' is judged after 1 to 365 sessions, or a range with a most.",
        Offers(Protocol("six", 40) with { EvaluateAfterSessions = SessionCount.AtLeast(2) }));

    [Fact]
    public void Recovery_is_not_planned_shorter_than_it_must_be() => Refused(
        "The planned recovery of the protocol 'six' is shorter than its shortest.",
        Offers(Protocol("six", 40) with { MinimumRecovery = Duration.FromHours(2), PlannedRecovery = Duration.FromHours(1) }));

    [Fact]
    public void Only_maintenance_on_demand_has_a_shortest_interval() => Refused(
        "Only maintenance on demand has a shortest interval of its own; a window has its first date.",
        Published with { Maintenance = Published.Maintenance! with { OnDemandFrom = Period.FromWeeks(2) } });

    private static ClinicPolicy Fasting(FastingPolicy fasting) => Published with { Fasting = fasting };

    private static ClinicPolicy Fees(FeePolicy fees) => Published with { Fees = fees };

    private static ClinicPolicy Offers(InfusionProtocol protocol) => Published with { Protocols = ProtocolsOf(protocol) };

    private static void Refused(string message, ClinicPolicy policy) => Refused(message, () => new InfusionRules(policy));

    private static void Refused(string message, Func<object> build) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(build).Message, StringComparison.Ordinal);
}
