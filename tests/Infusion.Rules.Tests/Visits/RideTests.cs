using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests.Visits;

/// <summary>Who takes the patient home, by when that is arranged, and who stays.</summary>
public sealed class RideTests
{
    private static Instant End { get; } = Instant.FromUtc(2026, 6, 15, 16, 0);

    private static Instant Now { get; } = End + Duration.FromHours(2);

    private static Visit Ready { get; } = VisitScenarioTests.Cleared(new()
    {
        Start = End - Duration.FromHours(4),
        End = End,
        WalksSteadily = true,
        RideArranged = true,
        RideIsTaxi = false,
        Accompanied = true,
        EscortAge = 18,
        EscortStays = true,
    });

    [Fact]
    public void Without_a_published_ride_nobody_is_held_for_one()
    {
        InfusionRules rules = Rules(null, null);
        Assert.Empty(Held(rules, Ready with { RideArranged = false, Accompanied = false }));
        Assert.Equal(DecisionStatus.Determined, rules.Visits.DecideRelease(Ready with { RideArranged = null, Accompanied = null }, Now).Status);
    }

    [Theory]
    [InlineData(18, ReleaseOutcome.Release)]
    [InlineData(17, ReleaseOutcome.Hold)]
    public void An_adult_is_at_least_as_old_as_asked(int age, ReleaseOutcome outcome)
    {
        InfusionRules rules = Rules(new(), new() { MinimumAge = 18 });
        Assert.Equal(outcome, Determined(rules, Ready with { EscortAge = age }));
        Assert.Equal(
            outcome == ReleaseOutcome.Hold ? [ReleaseFinding.EscortTooYoung] : [], Held(rules, Ready with { EscortAge = age }));
        Assert.Equal(ReleaseOutcome.Release, Determined(Rules(new(), new()), Ready with { EscortAge = age }));
    }

    [Fact]
    public void An_age_that_nobody_knows_is_asked_for()
    {
        Decision<ReleaseOutcome> decision = Rules(new(), new() { MinimumAge = 18 }).Visits.DecideRelease(Ready with { EscortAge = null }, Now);
        Assert.Equal((DecisionStatus.NeedsInformation, ReleaseOutcome.Hold), (decision.Status, decision.Outcome));
        Assert.Equal(["visit.escort-age"], decision.Questions.Select(question => question.Fact));
    }

    [Theory]
    [InlineData(true, ReleaseOutcome.Release)]
    [InlineData(false, ReleaseOutcome.Hold)]
    public void A_person_stays_as_long_as_asked(bool stays, ReleaseOutcome outcome)
    {
        InfusionRules rules = Rules(new(), new() { StaysFor = Duration.FromHours(12) });
        Assert.Equal(outcome, Determined(rules, Ready with { EscortStays = stays }));
        Assert.Equal(outcome == ReleaseOutcome.Hold ? [ReleaseFinding.EscortDoesNotStay] : [], Held(rules, Ready with { EscortStays = stays }));
        Assert.Equal(
            DecisionStatus.NeedsInformation, rules.Visits.DecideRelease(Ready with { EscortStays = null }, Now).Status);
        Assert.Equal(ReleaseOutcome.Release, Determined(Rules(new(), new()), Ready with { EscortStays = stays }));
        Assert.Contains(
            rules.Table("visit.release-findings").Rules, rule => rule.Says.Contains("stays with them for 12 h", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_at_all_is_one_reason_and_not_three() => Assert.Equal(
        [ReleaseFinding.NoEscort],
        Held(
            Rules(new(), new() { MinimumAge = 18, StaysFor = Duration.FromHours(12) }),
            Ready with { Accompanied = false, EscortAge = null, EscortStays = null }));

    [Fact]
    public void A_person_is_asked_for_without_a_ride() => Assert.Equal(
        [ReleaseFinding.NoEscort], Held(Rules(null, new()), Ready with { RideArranged = false, Accompanied = false }));

    [Theory]
    [InlineData(false, "Is a ride home or to the hotel arranged? A taxi is one.", "A ride home or to the hotel is arranged; a taxi is one")]
    [InlineData(true, "Is a ride to the clinic and back arranged? A taxi is one.", "A ride to the clinic and back is arranged; a taxi is one")]
    public void The_way_that_is_asked_for_is_named(bool bothWays, string question, string says)
    {
        InfusionRules rules = Rules(new() { BothWays = bothWays }, null);
        Decision<ReleaseOutcome> decision = rules.Visits.DecideRelease(Ready with { RideArranged = null }, Now);
        Assert.Equal([question], decision.Questions.Select(one => one.Ask));
        Assert.Equal(says, rules.Table("visit.release-findings").RuleOf("visit.ride").Says);
    }

    [Fact]
    public void A_ride_before_the_start_holds_the_start_and_the_release()
    {
        InfusionRules rules = Rules(new() { Arranged = RideTime.BeforeStart }, null);
        Visit visit = new() { Appointment = Now, RideArranged = false };
        Assert.Equal([StartFinding.RideNotArranged], rules.Visits.DecideStartFindings(visit).Certain);
        Assert.Empty(rules.Visits.DecideStartFindings(visit with { RideArranged = true }).Possible);
        Assert.Equal(DecisionStatus.NeedsInformation, rules.Visits.DecideStartFindings(visit with { RideArranged = null }).Status);
        Assert.Empty(rules.Visits.DecideStartFindings(visit with { RideArranged = true, RideArrangedSaidAt = Now }).Possible);
        Assert.Equal([ReleaseFinding.RideNotArranged], Held(rules, Ready with { RideArranged = false }));
        Assert.Equal(StartOutcome.Wait, rules.Visits.DecideStart(visit).Outcome);
        Assert.Equal(StartOutcome.Ready, rules.Visits.DecideStart(visit with { RideArranged = true }).Outcome);
        Assert.Equal(
            (DecisionStatus.NeedsInformation, StartOutcome.Wait),
            (rules.Visits.DecideStart(visit with { RideArranged = null }).Status,
                rules.Visits.DecideStart(visit with { RideArranged = null }).Outcome));
        Assert.Equal(StartOutcome.NotPublished, Rules(new(), new()).Visits.DecideStart(visit).Outcome);
        Assert.Equal([StartFinding.NotPublished], Rules(new(), new()).Visits.DecideStartFindings(visit).Certain);
    }

    [Theory]
    [InlineData(TaxiAcceptance.Accepted, false, false)]
    [InlineData(TaxiAcceptance.OnlyAccompanied, true, false)]
    [InlineData(TaxiAcceptance.OnlyAccompanied, false, true)]
    [InlineData(TaxiAcceptance.NotAccepted, true, true)]
    public void A_taxi_before_the_start_counts_as_it_does_at_the_release(TaxiAcceptance taxi, bool accompanied, bool held)
    {
        InfusionRules rules = Rules(new() { Arranged = RideTime.BeforeStart, Taxi = taxi }, null);
        Visit visit = new() { Appointment = Now, RideArranged = true, RideIsTaxi = true, Accompanied = accompanied };
        Assert.Equal(held ? [StartFinding.TaxiNotAccepted] : [], rules.Visits.DecideStartFindings(visit).Certain);
        Assert.Equal(held, Held(rules, Ready with { RideIsTaxi = true, Accompanied = accompanied }).Contains(ReleaseFinding.TaxiNotAccepted));
    }

    [Fact]
    public void Somebody_who_has_to_be_there_holds_the_start()
    {
        InfusionRules rules = Rules(null, new() { StaysDuringVisit = true });
        Assert.Equal([StartFinding.EscortNotThere], rules.Visits.DecideStartFindings(new() { EscortIsThere = false }).Certain);
        Assert.Empty(rules.Visits.DecideStartFindings(new() { EscortIsThere = true }).Possible);
        Assert.Equal(DecisionStatus.NeedsInformation, rules.Visits.DecideStartFindings(new()).Status);
    }

    [Theory]
    [InlineData(true, false, DayOutcome.Stop)]
    [InlineData(true, true, DayOutcome.Go)]
    [InlineData(false, false, DayOutcome.Ask)]
    public void The_day_waits_for_what_is_asked_before_the_start(bool beforeStart, bool arranged, DayOutcome outcome)
    {
        InfusionRules rules = Rules(new() { Arranged = beforeStart ? RideTime.BeforeStart : RideTime.BeforeRelease }, null);
        DayLine line = rules.Day([Booked(arranged)], new(2026, 6, 15)).Single();
        Assert.Equal(outcome, line.Outcome.Outcome);
        Assert.Equal(beforeStart, line.Visit.BeforeStart is not null);
    }

    [Fact]
    public void A_day_of_a_clinic_that_publishes_no_ride_does_not_ask_for_one() => Assert.Equal(
        DayOutcome.Go, Rules(null, null).Day([Booked(false)], new(2026, 6, 15)).Single().Outcome.Outcome);

    [Fact]
    public void What_holds_the_start_is_asked_before_the_infusion()
    {
        CourseReview review = Rules(new() { Arranged = RideTime.BeforeStart }, null).Review(Booked(null));
        Assert.Equal(
            ["visits[visit-1].rideArranged: visit.start"],
            review.Questions.Where(question => question.About is not null)
                .Select(question => $"{question.Path}: {string.Join(", ", question.Decisions)}"));
    }

    [Theory]
    [InlineData("""{ "ride": { "arranged": "at-noon" } }""", "ride.arranged")]
    [InlineData("""{ "ride": true }""", "ride")]
    [InlineData("""{ "escort": { "minimumAge": 0 } }""", "escort.minimumAge")]
    [InlineData("""{ "escort": { "minimumAge": 121 } }""", "escort.minimumAge")]
    [InlineData("""{ "escort": { "staysFor": "PT0S" } }""", "escort.staysFor")]
    [InlineData("""{ "requiresRide": true }""", "requiresRide")]
    public void What_is_no_ride_is_refused(string visits, string where)
    {
        string policy = """{ "format": 2, "id": "c", "version": "1", "name": "C", "timeZone": "UTC", "visits": """ + visits + " }";
        Assert.False(ClinicPolicy.TryParse(policy, out _, out ImmutableArray<Problem> problems));
        Assert.Equal([$"$.visits.{where}"], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Values_out_of_range_are_refused_in_code()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EscortPolicy { MinimumAge = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EscortPolicy { MinimumAge = 121 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EscortPolicy { StaysFor = Duration.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Visit { EscortAge = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Visit { EscortAge = 131 });
    }

    // Booked for today, with a verdict and a fast that nothing speaks against.
    private static PatientRecord Booked(bool? ride) => new()
    {
        Id = "patient",
        AsOf = Instant.FromUtc(2026, 6, 15, 12, 0),
        Consultation = new() { Held = true, HistoryRecorded = true, MedicationsRecorded = true, AppropriatenessRecorded = true },
        Eligibility = new()
        {
            Conditions = [new() { Name = "migraine" }],
            Verdict = PhysicianVerdict.Candidate,
            VerdictBy = ClinicianRole.Physician,
        },
        Visits =
        [
            new()
            {
                Entry = new() { Id = "visit-1" }, Appointment = Instant.FromUtc(2026, 6, 15, 15, 0), RideArranged = ride,
                IntakesCompleteness = ListCompleteness.Complete,
            },
        ],
    };

    private static ReleaseOutcome Determined(InfusionRules rules, Visit visit)
    {
        Decision<ReleaseOutcome> decision = rules.Visits.DecideRelease(visit, Now);
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        return decision.Outcome;
    }

    private static IEnumerable<ReleaseFinding> Held(InfusionRules rules, Visit visit) =>
        rules.Visits.DecideReleaseFindings(visit, Now).Certain.Where(finding => finding != ReleaseFinding.Unaccompanied);

    private static InfusionRules Rules(RidePolicy? ride, EscortPolicy? escort)
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        return new(published with { Visits = published.Visits! with { Ride = ride, Escort = escort } });
    }
}
