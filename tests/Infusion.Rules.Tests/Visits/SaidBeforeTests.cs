using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests.Visits;

/// <summary>A statement speaks of nothing later than when it was said: what is older than the matter releases nobody.</summary>
public sealed class SaidBeforeTests
{
    private static readonly Instant _end = Instant.FromUtc(2026, 7, 15, 18, 0);
    private static readonly Duration _nanosecond = Duration.FromNanoseconds(1);

    [Fact]
    public void Everything_said_at_the_end_or_later_releases() => Assert.Equal(ReleaseOutcome.Release, Released(Ready).Outcome);

    [Fact]
    public void Walking_is_asked_anew_when_it_was_seen_before_the_end_or_before_a_fall()
    {
        AssertAsks(Ready with { WalksSteadilySaidAt = _end - _nanosecond }, "walk steadily");
        AssertAsks(Ready with { FellAt = Ready.WalksSteadilySaidAt!.Value + _nanosecond, CriteriaMetAt = At(50) }, "walk steadily");
        Assert.Equal(
            ReleaseOutcome.Release,
            Released(Ready with { FellAt = Ready.WalksSteadilySaidAt!.Value - _nanosecond, CriteriaMetAt = At(50) }).Outcome);
    }

    [Fact]
    public void A_ride_that_was_arranged_before_the_end_is_asked_anew() =>
        AssertAsks(Ready with { RideArrangedSaidAt = _end - _nanosecond }, "ride home");

    [Fact]
    public void A_set_of_vital_signs_from_before_the_end_is_none_after_it()
    {
        Decision<ReleaseOutcome> release = Released(Ready with { VitalSigns = [Signs(_end - _nanosecond)] });
        Assert.Equal((DecisionStatus.Determined, ReleaseOutcome.Hold), (release.Status, release.Outcome));
        Assert.Equal(ReleaseOutcome.Release, Released(Ready with { VitalSigns = [Signs(_end)] }).Outcome);
    }

    [Fact]
    public void A_clinicians_word_on_an_effect_counts_from_when_the_effect_was_there()
    {
        Visit With(Instant seen) => Ready with
        {
            CriteriaMetAt = At(50),
            SideEffects =
            [
                new() { Entry = new() { Id = "pain" }, Effect = "chest pain", PresentAt = At(30), SeenBy = ClinicianRole.Physician, SeenAt = seen },
            ],
        };
        Assert.Equal(ReleaseOutcome.Hold, Released(With(At(30) - _nanosecond)).Outcome);
        Assert.Equal(ReleaseOutcome.Release, Released(With(At(30))).Outcome);
    }

    private static Visit Ready => new()
    {
        Entry = new() { Id = "visit" },
        Protocol = ProtocolId.OneHour,
        Start = _end - Duration.FromHours(1),
        End = _end,
        VitalSigns = [Signs(At(20))],
        WalksSteadily = true,
        WalksSteadilySaidAt = At(20),
        RideArranged = true,
        RideArrangedSaidAt = _end,
        Accompanied = true,
        CriteriaMet = true,
        CriteriaMetBy = ClinicianRole.Nurse,
        CriteriaMetAt = At(25),
    };

    private static Instant At(int minutesAfterTheEnd) => _end + Duration.FromMinutes(minutesAfterTheEnd);

    private static VitalSigns Signs(Instant at) => new()
    {
        Entry = new() { Id = "signs" },
        Phase = VisitPhase.After,
        TakenAt = at,
        HeartRateRecorded = true,
        BloodPressureRecorded = true,
        OxygenSaturationRecorded = true,
    };

    private static void AssertAsks(Visit visit, string about)
    {
        Decision<ReleaseOutcome> release = Released(visit);
        Assert.Equal(DecisionStatus.NeedsInformation, release.Status);
        Assert.Contains(release.Questions, question => question.Ask.Contains(about, StringComparison.Ordinal));
    }

    private static Decision<ReleaseOutcome> Released(Visit visit) => InfusionRules.Published.Visits.DecideRelease(visit, At(60));
}
