using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>Section 4: arrival, side effects, release, the hours afterwards, and the day's timeline.</summary>
public static class VisitReference
{
    /// <summary>From least to most cautious; neither of the last two lets the patient go.</summary>
    public enum Release { Release, NotPublished, Hold, ContinueMonitoring }

    public enum HoldReason { MinimumRecovery, CriteriaNotMet, SideEffectForClinician, VitalSignsNotRecorded, RideNotArranged }

    public enum Criteria { Met, NotPublished, NotMet }

    public enum Hold { NoHold, NotPublished, ForClinician }

    public enum Driving { RestrictionElapsed, NotPublished, Restricted, Unknown }

    public enum SideEffect { Listed, NotPublished, BeyondPublishedDuration, Unlisted }

    public enum Entry
    {
        SolidsCutOff,
        ClearLiquidCutOff,
        Arrival,
        Start,
        End,
        EarliestRelease,
        PlannedRelease,
        ResidualEffects,
        DrivingRestrictionEnd,
    }

    public enum Basis { Planned, Computed, Recorded }

    public enum Taxi { Accepted, OnlyAccompanied, NotAccepted }

    /// <summary>Who takes the patient home. Where a clinic asks for nobody, the last three are not read.</summary>
    public sealed record Home(bool RideArranged, bool Accompanied, bool IsTaxi = false, int EscortAge = 0, bool EscortStays = true);

    public sealed record HomeResult(
        bool RideNotArranged, bool TaxiNotAccepted, bool NoEscort, bool EscortTooYoung, bool EscortDoesNotStay, bool Unaccompanied)
    {
        /// <summary>Company is advised, and holds nobody.</summary>
        public bool Holds => RideNotArranged || TaxiNotAccepted || NoEscort || EscortTooYoung || EscortDoesNotStay;
    }

    /// <param name="MinutesSinceEnd">Whole minutes since the infusion's end; negative before it.</param>
    /// <param name="CriteriaMet">Walking, and whatever score the policy adds.</param>
    /// <param name="RideArranged">A taxi is a ride.</param>
    public sealed record ReleaseFacts(int? MinutesSinceEnd, bool? CriteriaMet, bool? RideArranged);

    /// <summary>Minutes of recovery for the infusions that it is for; what is null is any.</summary>
    public sealed record Recovery(
        int Minimum, int Planned, int? Protocol = null, int? LengthFrom = null, int? LengthBelow = null, bool? Accompanied = null);

    public sealed record ReleaseResult(
        Release Outcome, bool MinimumRecovery, bool CriteriaNotMet, bool RideNotArranged,
        bool SideEffectForClinician = false, bool VitalSignsNotRecorded = false)
    {
        public IReadOnlyList<HoldReason> Reasons
        {
            get
            {
                List<HoldReason> reasons = [];
                if (MinimumRecovery)
                    reasons.Add(HoldReason.MinimumRecovery);

                if (CriteriaNotMet)
                    reasons.Add(HoldReason.CriteriaNotMet);

                if (SideEffectForClinician)
                    reasons.Add(HoldReason.SideEffectForClinician);

                if (VitalSignsNotRecorded)
                    reasons.Add(HoldReason.VitalSignsNotRecorded);

                if (RideNotArranged)
                    reasons.Add(HoldReason.RideNotArranged);

                return reasons;
            }
        }
    }

    public sealed record InboundRide(bool Needed, bool IsEstimate, bool TravelBeforeArrivalNotJudged);

    public sealed record TimelineEntry(Entry Entry, Instant At, Basis Basis);

    // ---- arrival ----

    /// <summary>Aborted and cancelled sessions are not completed, so the next one is still the first.</summary>
    public static int ArrivalMinutesBefore(int completedSessions, ReferencePolicy? policy = null)
    {
        policy ??= ReferencePolicy.Published;
        return (int)(completedSessions == 0 ? policy.FirstArrivalLead : policy.LaterArrivalLead).TotalMinutes;
    }

    public static Instant RequiredArrival(Instant appointment, int completedSessions, ReferencePolicy? policy = null) =>
        ClinicClock.AddMinutes(appointment, -ArrivalMinutesBefore(completedSessions, policy));

    /// <summary>Zero when on time; exactly on time is on time.</summary>
    public static Duration LateBy(Instant arrival, Instant appointment, int completedSessions, ReferencePolicy? policy = null)
    {
        var late = ClinicClock.ElapsedNanoseconds(RequiredArrival(appointment, completedSessions, policy), arrival);
        return late > 0 ? ClinicClock.ToDuration(late) : Duration.Zero;
    }

    /// <summary>Minutes from required arrival to planned release.</summary>
    public static int PlannedStayMinutes(int completedSessions, int infusionMinutes) =>
        ArrivalMinutesBefore(completedSessions) + infusionMinutes + 90;

    /// <summary>Minutes from required arrival to the earliest release.</summary>
    public static int ShortestStayMinutes(int completedSessions, int infusionMinutes) =>
        ArrivalMinutesBefore(completedSessions) + infusionMinutes + 60;

    // ---- side effects ----

    /// <param name="inCatalogue">The page names it.</param>
    /// <param name="infusionEnd">The infusion's recorded end or abort; null while it runs or when none is recorded.</param>
    /// <param name="lastPresent">When it was last seen.</param>
    public static SideEffect JudgeSideEffect(bool inCatalogue, Instant? infusionEnd, Instant lastPresent)
    {
        if (!inCatalogue)
            return SideEffect.Unlisted;

        if (infusionEnd is { } end)
        {
            if (ClinicClock.ElapsedNanoseconds(end, lastPresent) > ClinicClock.Hours(4))
                return SideEffect.BeyondPublishedDuration;
        }

        return SideEffect.Listed;
    }

    // ---- release ----

    /// <summary>Walking always; a PADSS or Aldrete score of at least 9 only where the policy asks for it.</summary>
    public static bool CriteriaMet(bool walks, bool policyAsksPadss, int padss, bool policyAsksAldrete, int aldrete)
    {
        if (!walks)
            return false;

        if (policyAsksPadss && padss < 9)
            return false;

        if (policyAsksAldrete && aldrete < 9)
            return false;

        return true;
    }

    public static ReleaseResult JudgeRelease(ReleaseFacts facts) => JudgeRelease(
        ClinicClock.Minutes(Completions.Known(facts.MinutesSinceEnd, nameof(facts.MinutesSinceEnd))),
        Completions.Known(facts.CriteriaMet, nameof(facts.CriteriaMet)),
        Completions.Known(facts.RideArranged, nameof(facts.RideArranged)));

    /// <summary>The same on instants, to the nanosecond.</summary>
    public static ReleaseResult JudgeRelease(
        Instant infusionEnd, Instant now, bool criteriaMet, bool rideArranged, bool effectHeld = false, bool signsMissing = false,
        Recovery? recovery = null)
    {
        var result = JudgeRelease(
            ClinicClock.ElapsedNanoseconds(infusionEnd, now), criteriaMet, rideArranged, recovery ?? new Recovery(60, 90));
        var outcome = (effectHeld || signsMissing) && result.Outcome == Release.Release ? Release.Hold : result.Outcome;
        return result with { Outcome = outcome, SideEffectForClinician = effectHeld, VitalSignsNotRecorded = signsMissing };
    }

    /// <summary>Steady walking, and a clinician's word after the end and by now that nothing later takes back.</summary>
    public static Criteria JudgeCriteria(bool walks, bool said, bool byClinician, bool afterEnd, bool byNow, bool lapsed) =>
        walks && said && byClinician && afterEnd && byNow && !lapsed ? Criteria.Met : Criteria.NotMet;

    /// <summary>An effect that is not listed, or persists, waits for a clinician once it is there.</summary>
    public static Hold HoldsFor(bool inCatalogue, bool seen, bool byNow, Instant? infusionEnd, Instant lastPresent)
    {
        if (seen || !byNow)
            return Hold.NoHold;

        return JudgeSideEffect(inCatalogue, infusionEnd, lastPresent) == SideEffect.Listed ? Hold.NoHold : Hold.ForClinician;
    }

    public static bool IsShorterThanHalf(Duration length, Duration planned) => length + length < planned;

    /// <summary>Every answer while something is unknown. Unknown criteria or ride never leave Release alone.</summary>
    public static IReadOnlySet<Release> Possible(ReleaseFacts partial) => Completions.Possible(
        partial,
        f => JudgeRelease(f).Outcome,
        f => Completions.Fill(f, f.MinutesSinceEnd, [-1, 0, 59, 60, 61, 89, 90, 91], v => f with { MinutesSinceEnd = v }),
        f => Completions.Fill(f, f.CriteriaMet, v => f with { CriteriaMet = v }),
        f => Completions.Fill(f, f.RideArranged, v => f with { RideArranged = v }));

    /// <summary>A ride is asked for and company is advised; a taxi is a ride.</summary>
    public static bool AdvisesCompany(bool accompanied) => !accompanied;

    public static Instant EarliestRelease(Instant infusionEnd) => ClinicClock.AddMinutes(infusionEnd, 60);

    public static Instant PlannedRelease(Instant infusionEnd) => ClinicClock.AddMinutes(infusionEnd, 90);

    /// <summary>A person who has to come along and is not there says nothing of an age.</summary>
    public static HomeResult JudgeHome(Home home, ReferencePolicy policy)
    {
        var isTaxiRefused = home.IsTaxi && (policy.Taxi == Taxi.NotAccepted || (policy.Taxi == Taxi.OnlyAccompanied && !home.Accompanied));
        var escort = policy.NeedsEscort;
        return new HomeResult(
            !home.RideArranged,
            home.RideArranged && isTaxiRefused,
            escort is not null && !home.Accompanied,
            escort is not null && home.Accompanied && home.EscortAge < escort.MinimumAge,
            escort is { StaysAfter: true } && home.Accompanied && !home.EscortStays,
            escort is null && !home.Accompanied);
    }

    /// <summary>The recovery of an infusion: that of its protocol or of its length, else the usual one.</summary>
    public static Recovery RecoveryOf(ReferencePolicy policy, ProtocolReference.Protocol? protocol, Duration length, bool accompanied)
    {
        var usual = new Recovery((int)policy.RecoveryMinimum.TotalMinutes, (int)policy.RecoveryPlanned.TotalMinutes);
        if (protocol?.MinimumRecovery is { } minimum)
            return new Recovery((int)minimum.TotalMinutes, (int)(protocol.PlannedRecovery ?? policy.RecoveryPlanned).TotalMinutes);

        return RecoveryOf(usual, policy.Recoveries, 0, length, accompanied);
    }

    // ---- afterwards ----

    /// <summary>Whether driving is restricted so long after an end, or at this time of the clinic's clock, counted from midnight of the
    /// date of the end.</summary>
    public static bool IsDrivingRestricted(ReferencePolicy.Driving driving, Duration sinceEnd, Duration clockSinceEnd)
    {
        if (driving.After is { } after && sinceEnd < after)
            return true;

        if (driving.Minimum is { } minimum && sinceEnd < minimum)
            return true;

        return driving.NextDayFrom is { } from
            && clockSinceEnd < Duration.FromHours(24) + Duration.FromNanoseconds(from.NanosecondOfDay);
    }

    public static Instant ResidualEffectsUntil(Instant infusionEnd) => ClinicClock.AddHours(infusionEnd, 4);

    /// <summary>Counted from the actual end, or from the abort; never from the start or from leaving.</summary>
    public static Instant RestrictedUntil(Instant infusionEndOrAbort) => ClinicClock.AddHours(infusionEndOrAbort, 24);

    public static Driving JudgeDriving(Instant? recordedEndOrAbort, Instant now)
    {
        if (recordedEndOrAbort is not { } end)
            return Driving.Unknown;

        // At exactly 24 hours the published restriction has elapsed.
        return ClinicClock.ElapsedNanoseconds(end, now) >= ClinicClock.Hours(24) ? Driving.RestrictionElapsed : Driving.Restricted;
    }

    /// <summary>Whether the way to the next appointment starts before the last infusion's restriction ends; null without any end.</summary>
    /// <param name="now">An end that is only planned is not before now.</param>
    public static InboundRide? JudgeInboundRide(
        Instant? recordedEnd, Instant? plannedEnd, Instant now, Instant? departure, Instant requiredArrival)
    {
        if ((recordedEnd ?? plannedEnd) is not { } end)
            return null;

        if (recordedEnd is null && ClinicClock.ElapsedNanoseconds(end, now) > 0)
            end = now;

        var travel = departure ?? requiredArrival;
        var needed = ClinicClock.ElapsedNanoseconds(travel, RestrictedUntil(end)) > 0;
        return new InboundRide(needed, recordedEnd is null, departure is null);
    }

    // ---- timeline ----

    /// <summary>The day in its stated order. An entry is Recorded when it is on record itself, and Computed when only what it is counted from is.</summary>
    public static IReadOnlyList<TimelineEntry> Timeline(
        Instant appointment,
        int completedSessions,
        int infusionMinutes,
        Instant? recordedArrival = null,
        Instant? recordedStart = null,
        Instant? recordedEnd = null)
    {
        var start = recordedStart ?? appointment;
        var end = recordedEnd ?? ClinicClock.AddMinutes(start, infusionMinutes);
        var endBasis = recordedEnd is null ? Basis.Planned : Basis.Recorded;
        var afterwards = recordedEnd is null ? Basis.Planned : Basis.Computed;
        return
        [
            new(Entry.SolidsCutOff, ClinicClock.AddHours(appointment, -4), Basis.Planned),
            new(Entry.ClearLiquidCutOff, ClinicClock.AddHours(appointment, -2), Basis.Planned),
            new(
                Entry.Arrival,
                recordedArrival ?? RequiredArrival(appointment, completedSessions),
                recordedArrival is null ? Basis.Planned : Basis.Recorded),
            new(Entry.Start, start, recordedStart is null ? Basis.Planned : Basis.Recorded),
            new(Entry.End, end, endBasis),
            new(Entry.EarliestRelease, EarliestRelease(end), afterwards),
            new(Entry.PlannedRelease, PlannedRelease(end), afterwards),
            new(Entry.ResidualEffects, ResidualEffectsUntil(end), afterwards),
            new(Entry.DrivingRestrictionEnd, RestrictedUntil(end), afterwards),
        ];
    }

    /// <summary>Of the recoveries that an infusion falls under the longest of each; under none of them the usual one.</summary>
    public static Recovery RecoveryOf(Recovery usual, IEnumerable<Recovery> others, int protocol, Duration length, bool accompanied)
    {
        Recovery? longest = null;
        foreach (var one in others)
        {
            if (one.Protocol is { } of && of != protocol)
                continue;

            if (one.LengthFrom is { } from && length < Duration.FromMinutes(from))
                continue;

            if (one.LengthBelow is { } below && length >= Duration.FromMinutes(below))
                continue;

            if (one.Accompanied is { } who && who != accompanied)
                continue;

            longest = longest is null ? one
                : new Recovery(Math.Max(longest.Minimum, one.Minimum), Math.Max(longest.Planned, one.Planned));
        }

        return longest ?? usual;
    }

    private static ReleaseResult JudgeRelease(Int128 sinceEnd, bool criteriaMet, bool rideArranged) =>
        JudgeRelease(sinceEnd, criteriaMet, rideArranged, new Recovery(60, 90));

    private static ReleaseResult JudgeRelease(Int128 sinceEnd, bool criteriaMet, bool rideArranged, Recovery recovery)
    {
        var tooEarly = sinceEnd < ClinicClock.Minutes(recovery.Minimum);
        if (!tooEarly && criteriaMet && rideArranged)
            return new ReleaseResult(Release.Release, false, false, false);

        if (!criteriaMet)
        {
            if (sinceEnd >= ClinicClock.Minutes(recovery.Planned))
                return new ReleaseResult(Release.ContinueMonitoring, tooEarly, true, !rideArranged);
        }

        return new ReleaseResult(Release.Hold, tooEarly, !criteriaMet, !rideArranged);
    }
}
