using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Visits;

/// <summary>What holds a release beside the recovery: the clinician's word, side effects and vital signs.</summary>
public class ReleaseTests
{
    private static VisitRules Rules => VisitScenarioTests.Rules;

    private static Visit Ready => VisitScenarioTests.Recovering(true, true);

    private static Instant End => Local("2026-06-15 14:05").Earliest;

    [Property(MaxTest = 300)]
    public void A_clinicians_word_counts_after_the_end_and_lapses_with_whatever_comes_later(
        short said, short later, byte kind, bool isOther)
    {
        Instant word = End + Duration.FromMinutes(said % 120);
        Instant after = End + Duration.FromMinutes(later % 240);
        Instant now = End + Duration.FromMinutes(100);
        Visit visit = Ready with { CriteriaMetAt = word, CriteriaMetBy = isOther ? ClinicianRole.Other : ClinicianRole.Physician };
        VitalSigns signs = visit.VitalSigns[0];
        visit = (kind % 3) switch
        {
            0 => visit with { FellAt = after },
            1 => visit with { SideEffects = [new() { Effect = "nausea", PresentAt = after }] },
            _ => visit with { VitalSigns = [signs, signs with { TakenAt = after }] },
        };
        bool hasLapsed = (after > word && after <= now) || End > word;
        bool stands = !isOther && word >= End && word <= now && !hasLapsed;
        Assert.Equal(stands ? CriteriaOutcome.Met : CriteriaOutcome.NotMet, Rules.DecideCriteria(visit, now).Outcome);
        Assert.Equal(stands ? ReleaseOutcome.Release : ReleaseOutcome.ContinueMonitoring, Rules.DecideRelease(visit, now).Outcome);
        Assert.Equal(!stands, Rules.DecideReleaseFindings(visit, now).Has(ReleaseFinding.CriteriaNotMet));
    }

    [Theory]
    [InlineData(10, 50)]
    [InlineData(50, 10)]
    public void A_clinicians_word_lapses_with_any_one_of_the_effects_in_whatever_order_they_stand(int first, int second)
    {
        Visit visit = Ready with
        {
            CriteriaMetAt = End + Duration.FromMinutes(30),
            SideEffects = [.. new[] { first, second }.Select(at => new SideEffect { Effect = "nausea", PresentAt = End + Duration.FromMinutes(at) })],
        };
        Assert.Equal(CriteriaOutcome.NotMet, Rules.DecideCriteria(visit, End + Duration.FromMinutes(60)).Outcome);
    }

    [Fact]
    public void Walking_alone_releases_nobody_and_the_word_is_asked_for_with_its_role_and_time()
    {
        Instant now = End + Duration.FromMinutes(60);
        foreach (Visit visit in new[]
        {
            Ready with { CriteriaMet = null }, Ready with { CriteriaMetBy = null }, Ready with { CriteriaMetAt = null },
        })
        {
            Decision<ReleaseOutcome> decision = Rules.DecideRelease(visit, now);
            Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
            Assert.NotEqual(ReleaseOutcome.Release, decision.Outcome);
            Assert.StartsWith("visit.criteria", decision.Questions[0].Fact, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_unlisted_or_persisting_effect_holds_until_a_clinicians_word_on_it_is_recorded()
    {
        Instant now = End + Duration.FromHours(5);
        SideEffect rash = new() { Effect = "rash", PresentAt = End - Duration.FromHours(1) };
        SideEffect persisting = new() { Effect = "nausea", PresentAt = End + Duration.FromHours(4) + Duration.FromMinutes(1) };
        Visit At(SideEffect effect) => Ready with { SideEffects = [effect], CriteriaMetAt = now };
        foreach (SideEffect effect in new[] { rash, persisting })
        {
            Assert.Equal([ReleaseFinding.SideEffectForClinician], Rules.DecideReleaseFindings(At(effect), now).Certain);
            Assert.Equal(ReleaseOutcome.Hold, Rules.DecideRelease(At(effect), now).Outcome);
            Assert.Equal(ReleaseOutcome.Release, Rules.DecideRelease(At(effect with { SeenBy = ClinicianRole.Nurse }), now).Outcome);
            Assert.Equal(ReleaseOutcome.Hold, Rules.DecideRelease(At(effect with { SeenBy = ClinicianRole.Other }), now).Outcome);
        }

        SideEffect passed = persisting with { PresentAt = End + Duration.FromHours(4) };
        Assert.Equal(ReleaseOutcome.Release, Rules.DecideRelease(At(passed), now).Outcome);
    }

    [Fact]
    public void The_vital_signs_after_the_infusion_are_on_record_before_a_release()
    {
        Instant now = End + Duration.FromMinutes(60);
        VitalSigns after = Ready.VitalSigns[0];
        foreach (VitalSigns[] signs in new[]
        {
            [], [after with { Phase = VisitPhase.During }], (VitalSigns[])[after with { HeartRateRecorded = false }],
        })
        {
            Assert.True(Rules.DecideReleaseFindings(Ready with { VitalSigns = [.. signs] }, now).Has(ReleaseFinding.VitalSignsNotRecorded));
            Assert.Equal(ReleaseOutcome.Hold, Rules.DecideRelease(Ready with { VitalSigns = [.. signs] }, now).Outcome);
        }

        Decision<ReleaseOutcome> open = Rules.DecideRelease(
            Ready with { VitalSigns = [after with { OxygenSaturationRecorded = null }] }, now);
        Assert.Equal((DecisionStatus.NeedsInformation, ReleaseOutcome.Hold), (open.Status, open.Outcome));
        Assert.Equal(
            ReleaseOutcome.Release,
            Rules.DecideRelease(Ready with { VitalSigns = [after with { HeartRateRecorded = false }, after] }, now).Outcome);
    }

    [Theory]
    [InlineData(120, false, false)]
    [InlineData(119, false, true)]
    [InlineData(119, true, false)]
    public void An_infusion_below_half_its_planned_length_is_flagged_unless_it_was_broken_off(int minutes, bool isAborted, bool isFlagged)
    {
        Visit visit = new()
        {
            Protocol = ProtocolId.FourHour,
            Start = End - Duration.FromMinutes(minutes),
            End = End,
            IsAborted = isAborted,
        };
        Assert.Equal(isFlagged, Rules.DecideInfusion(visit).Has(InfusionFinding.ShorterThanHalf));
        Assert.False(Rules.DecideInfusion(visit with { Protocol = "another one" }).Has(InfusionFinding.ShorterThanHalf));
    }
}
