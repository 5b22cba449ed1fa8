using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Visits;

// The tables of the room. Every clinical condition stands here and nowhere else.
public sealed partial class VisitRules
{
    private static Constraint EndBeforeStart { get; } =
        new("visit.end-before-start", VisitFacts.InfusionLength.LessThan(Duration.Zero), "An infusion does not end before it starts");

    private static Constraint DepartureAfterArrival { get; } = new(
        "visit.departure-after-arrival", VisitFacts.DepartureToArrival.LessThan(Duration.Zero),
        "Nobody sets out for the clinic after arriving, or after the appointment where no arrival is on record");

    private DecisionTable BuildArrivalTable() => DecisionTable.Create<ArrivalOutcome>(
        "visit.arrival",
        "whether the patient arrived by the time asked for",
        HitPolicy.Priority,
        [VisitFacts.Completed, VisitFacts.ArrivalBefore],
        [
            .. Late(Policy.FirstArrivalLead, "first", VisitFacts.Completed.AtMost(0)),
            .. Late(Policy.LaterArrivalLead, "later", VisitFacts.Completed.AtLeast(1)),
            .. Policy is { FirstArrivalLead: not null, LaterArrivalLead: not null } ? (Rule[])[] :
            [
                Rule.NotPublished(ArrivalOutcome.NotPublished, "visit.arrival",
                    "The policy does not say when a patient arrives before a "
                        + (Policy.FirstArrivalLead is null ? "first session" : "later session"),
                    Policy.FirstArrivalLead is null ? VisitFacts.Completed.AtMost(0) : VisitFacts.Completed.AtLeast(1)),
            ],
            Rule.For(ArrivalOutcome.OnTime, "visit.arrival", Condition.Always,
                Policy is { FirstArrivalLead: { } first, LaterArrivalLead: { } later }
                    ? $"Arriving {Wording.Of(first)} before a first session and {Wording.Of(later)} before later ones is on time"
                    : $"Arriving {Wording.Of((Policy.FirstArrivalLead ?? Policy.LaterArrivalLead).GetValueOrDefault())} before a "
                        + $"{(Policy.FirstArrivalLead is null ? "later" : "first")} session is on time",
                Modality.Required, Provenance.Published).RestingOn(Policy.Stated["firstArrivalLead"], Policy.Stated["laterArrivalLead"]),
        ]);

    private IEnumerable<Rule> Late(Duration? lead, string which, Condition session)
    {
        if (lead is { } ahead)
        {
            yield return Rule.For(ArrivalOutcome.Late, $"visit.arrival.{which}-session", session & VisitFacts.ArrivalBefore.LessThan(ahead),
                $"Before a {which} session the arrival is {Wording.Of(ahead)} ahead of the appointment; later is information only",
                Modality.Informational, Provenance.Published).StatedBy(Policy.Stated[$"{which}ArrivalLead"]) with
            {
                Terms = [new Term.Elapsed($"visit.required-arrival.{which}-session", "appointment", -ahead)],
            };
        }
    }

    private Condition.All Applies(RecoveryVariant variant) => new(
    [
        variant.Protocol is { } protocol ? _protocol.Is(protocol.Name) : Condition.Always,
        variant.InfusionAtLeast is { } from ? VisitFacts.InfusionLength.AtLeast(from) : Condition.Always,
        variant.InfusionBelow is { } below ? VisitFacts.InfusionLength.LessThan(below) : Condition.Always,
        variant.Accompanied is { } accompanied ? VisitFacts.Accompanied.Is(accompanied) : Condition.Always,
    ]);

    // Within a recovery time: of the variants that apply the longest counts; where none applies, the default. Nothing is within a time
    // that is not published.
    private Condition.Any Within(Duration? usual, Func<RecoveryVariant, Duration?> time) => new(
    [
        .. usual is { } known
            ? (Condition[])[new Condition.All([.. _variants.Select(variant => !Applies(variant)), VisitFacts.SinceEnd.LessThan(known)])]
            : [],
        .. from variant in _variants
           where time(variant) is not null
           select Applies(variant) & VisitFacts.SinceEnd.LessThan(time(variant).GetValueOrDefault()),
    ]);

    // The visits for which no recovery time is published; none where every visit has one.
    private Condition[] Untimed(Duration? usual, Func<RecoveryVariant, Duration?> time) =>
    [
        .. usual is null ? (Condition[])[new Condition.All([.. _variants.Select(variant => !Applies(variant))])] : [],
        .. from variant in _variants
           where time(variant) is null
           select new Condition.All(
               [Applies(variant), .. _variants.Where(other => time(other) is not null).Select(other => !Applies(other))]),
    ];

    // A firm default is not softened by what a clinic says of some visits.
    private StatedBasis? MinimumBasis => Policy.Stated[Policy.RecoveryMinimum is null ? "recoveryVariants" : "recoveryMinimum"];

    private StatedBasis? PlannedBasis => Policy.Stated[Policy.RecoveryPlanned is null ? "recoveryVariants" : "recoveryPlanned"];

    private Condition.Any TooEarly => Within(Policy.RecoveryMinimum, variant => variant.Minimum);

    private Condition[] WithoutMinimum => Untimed(Policy.RecoveryMinimum, variant => variant.Minimum);

    private bool HasMinimum => Policy.RecoveryMinimum is not null || _variants.Any(static variant => variant.Minimum is not null);

    private bool HasPlan => Policy.RecoveryPlanned is not null || _variants.Any(static variant => variant.Planned is not null);

    // Until when a recovery time lasts after an infusion, by default and for each variant.
    private IEnumerable<Term> RecoveryTerms(string id, Duration? usual, Func<RecoveryVariant, Duration?> time) =>
        _variants.Select((variant, index) => (Id: FormattableString.Invariant($"{id}.variant-{index + 1}"), Time: time(variant)))
            .Prepend((Id: id, Time: usual)).Where(static one => one.Time is not null)
            .Select(static one => new Term.Elapsed(one.Id, "infusion end", one.Time.GetValueOrDefault()));

    private Condition ScoreTooLow => Policy.DischargeScore is { } criterion
        ? VisitFacts.DischargeScore.LessThan(criterion.MinimumPoints)
        : new Condition.Any([]);

    private Condition CriteriaUnmet => _met.Is(nameof(CriteriaOutcome.NotMet));

    private bool AsksForSignsAfter => !Policy.VitalSigns.IsEmpty && Policy.VitalSignPhases.Contains(VisitPhase.After);

    private Fact<bool> Ride => Policy.Ride is { BothWays: true }
        ? AsksForTaxi ? VisitFacts.SomeRideBothWays : VisitFacts.AnyRideBothWays
        : AsksForTaxi ? VisitFacts.SomeRide : VisitFacts.AnyRide;

    private Fact<bool> RideByStart => Policy.Ride is { BothWays: true } ? VisitFacts.RideBothWaysByStart : VisitFacts.RideByStart;

    private TaxiAcceptance Taxi => Policy.Ride?.Taxi ?? TaxiAcceptance.Accepted;

    /// <summary>Whether the recovery differs between infusions.</summary>
    internal bool HasRecoveryVariants => !_variants.IsEmpty;

    /// <summary>Whether the clinic asks for a ride home.</summary>
    internal bool AsksForRideHome => Policy.Ride is not null;

    private bool AsksForTaxi => Taxi != TaxiAcceptance.Accepted;

    private bool AsksForProtocol => _protocol.Names.Length > 1;

    // What only some policies ask for stands last, so that the others have nothing to do with it.
    private Fact[] ReleaseFacts =>
    [
        VisitFacts.SinceEnd, _met, _effectsHeld, Ride, VisitFacts.Accompanied, VisitFacts.InfusionLength,
        .. AsksForSignsAfter ? (Fact[])[_signsAfter] : [],
        .. AsksForTaxi ? (Fact[])[VisitFacts.Taxi] : [],
        .. AsksForProtocol ? (Fact[])[_protocol] : [],
        .. Policy.Escort?.MinimumAge is not null ? (Fact[])[VisitFacts.EscortAge] : [],
        .. Policy.Escort?.StaysFor is not null ? (Fact[])[VisitFacts.EscortStays] : [],
    ];

    private Condition TaxiRefused(Fact<bool> ride) => Taxi switch
    {
        TaxiAcceptance.Accepted => new Condition.Any([]),
        TaxiAcceptance.OnlyAccompanied => ride.Is(true) & VisitFacts.Taxi.Is(true) & VisitFacts.Accompanied.Is(false),
        _ => ride.Is(true) & VisitFacts.Taxi.Is(true),
    };

    private Condition EscortMissing => Policy.Escort is not null ? VisitFacts.Accompanied.Is(false) : new Condition.Any([]);

    private CounterfactualAction[] ReleaseActions =>
    [
        .. Policy.Ride is not null
            ? (CounterfactualAction[])[CounterfactualAction.Setting("arrange-ride", "arrange a ride", Ride, true)]
            : [],
        .. AsksForTaxi
            ? (CounterfactualAction[])[CounterfactualAction.Setting("other-ride", "arrange a ride that is no taxi", VisitFacts.Taxi, false)]
            : [],
        .. Policy.Escort is not null || Taxi == TaxiAcceptance.OnlyAccompanied
            ? (CounterfactualAction[])[CounterfactualAction.Setting("bring-escort", "bring a person along", VisitFacts.Accompanied, true)]
            : [],
        .. Policy.Escort?.StaysFor is not null
            ? (CounterfactualAction[])[CounterfactualAction.Setting(
                "escort-stays", "have that person stay with the patient", VisitFacts.EscortStays, true)]
            : [],
    ];

    private DecisionTable BuildReleaseFindingsTable()
    {
        string destinations = Policy.Destinations.IsEmpty
            ? "away"
            : string.Join(
                " or ", Policy.Destinations.Each(one => one == ReleaseDestination.Home ? "home" : $"to a {Wording.Words(one.ToString())}"));
        List<Rule> rules =
        [
            .. HasMinimum
                ? (Rule[])[Rule.For(ReleaseFinding.MinimumRecovery, "visit.recovery-minimum", TooEarly,
                    (Policy.RecoveryMinimum is { } usual
                        ? $"The patient recovers for at least {Wording.Of(usual)} after the infusion's end"
                        : "The patient recovers for a while after the infusion's end")
                        + string.Concat(_variants.Select(variant => $"; {variant}")),
                    Modality.Required, Provenance.Published).StatedBy(MinimumBasis)
                    .RestingOn([Policy.Stated["recoveryVariants"], .. _variants.Select(static variant => variant.MinimumBasis)]) with
                {
                    Terms = [.. RecoveryTerms("visit.earliest-release", Policy.RecoveryMinimum, static variant => variant.Minimum)],
                }]
                : [],
            .. WithoutMinimum is { Length: > 0 } untimed
                ? (Rule[])[Rule.NotPublished(
                    ReleaseFinding.NotPublished, "visit.release-findings", NoMinimum, new Condition.Any([.. untimed]))]
                : [],
            Rule.For(ReleaseFinding.CriteriaNotMet, "visit.release-criteria", CriteriaUnmet,
                $"The release criteria are met before the patient goes {destinations}",
                Modality.Required, Provenance.Published).RestingOn(Policy.Stated["destinations"]),
            Rule.For(ReleaseFinding.SideEffectForClinician, "visit.side-effect-for-clinician",
                _effectsHeld.Is(nameof(EffectHold.ForClinician)),
                "A clinician looks at a side effect that is not listed, or goes on too long, before the patient leaves",
                Modality.Required, Provenance.Inferred).RestingOn(Policy.Stated["sideEffects"], Policy.Stated["residualEffects"]),
            .. AsksForSignsAfter
                ? (Rule[])[Rule.For(ReleaseFinding.VitalSignsNotRecorded, "visit.vital-signs-before-release",
                    _signsAfter.Is(nameof(SignsHold.NotRecorded)),
                    "The vital signs after the infusion are on record before the patient leaves",
                    Modality.Required, Provenance.Inferred).StatedBy(Policy.Stated["vitalSigns"], Policy.Stated["vitalSignPhases"])]
                : [],
            .. Policy.Ride is { } ride
                ? (Rule[])[Rule.For(ReleaseFinding.RideNotArranged, "visit.ride", Ride.Is(false),
                    AsksForTaxi ? $"A {ride.Way} is arranged" : $"A {ride.Way} is arranged; a taxi is one",
                    Modality.Required, Provenance.Published).StatedBy(Policy.Stated["ride"])]
                : [],
            .. Policy.Escort is not null
                ? (Rule[])[Rule.For(ReleaseFinding.NoEscort, "visit.escort", EscortMissing,
                    "A person accompanies the patient away from the clinic",
                    Modality.Required, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["escort"])]
                : Policy.Ride is not null
                    ? [Rule.For(ReleaseFinding.Unaccompanied, "visit.accompaniment", VisitFacts.Accompanied.Is(false),
                        "Somebody who comes along takes the patient home; it is recommended and holds nobody",
                        Modality.Recommended, Provenance.Published).RestingOn(Policy.Stated["ride"])]
                    : [],
        ];
        if (AsksForTaxi)
        {
            rules.Add(Rule.For(ReleaseFinding.TaxiNotAccepted, "visit.taxi", TaxiRefused(Ride), SaysOfTaxi,
                Modality.Required, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["ride"]));
        }

        if (Policy.Escort?.MinimumAge is { } age)
        {
            rules.Add(Rule.For(ReleaseFinding.EscortTooYoung, "visit.escort.age",
                VisitFacts.Accompanied.Is(true) & VisitFacts.EscortAge.LessThan(age),
                $"The person who accompanies the patient is at least {Wording.Count(age, "year")} old",
                Modality.Required, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["escort"]));
        }

        if (Policy.Escort?.StaysFor is { } stay)
        {
            rules.Add(Rule.For(ReleaseFinding.EscortDoesNotStay, "visit.escort.stays",
                VisitFacts.Accompanied.Is(true) & VisitFacts.EscortStays.Is(false),
                $"The person who accompanies the patient stays with them for {Wording.Of(stay)} after the release",
                Modality.Required, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["escort"]));
        }

        return DecisionTable.Create<ReleaseFinding>(
            "visit.release-findings",
            "what holds a release, and what is advised",
            HitPolicy.Collect,
            ReleaseFacts,
            rules,
            [EndBeforeStart],
            ReleaseActions);
    }

    private string SaysOfTaxi => Taxi == TaxiAcceptance.OnlyAccompanied
        ? "A taxi or a ride-share is a ride only when a person accompanies the patient"
        : "A taxi or a ride-share is no ride for this clinic";

    private bool IsRideAskedBeforeStart => Policy.Ride is { Arranged: RideTime.BeforeStart };

    private Fact[] StartFacts =>
    [
        .. IsRideAskedBeforeStart ? (Fact[])[RideByStart] : [],
        .. IsRideAskedBeforeStart && AsksForTaxi ? (Fact[])[VisitFacts.Taxi] : [],
        .. IsRideAskedBeforeStart && Taxi == TaxiAcceptance.OnlyAccompanied ? (Fact[])[VisitFacts.Accompanied] : [],
        .. Policy.Escort is { StaysDuringVisit: true } ? (Fact[])[VisitFacts.EscortIsThere] : [],
    ];

    private DecisionTable BuildStartTable() => DecisionTable.Create<StartOutcome>(
        "visit.start",
        "whether the infusion may start",
        HitPolicy.Priority,
        StartFacts,
        [
            Rule.For(StartOutcome.Ready, "visit.start", Condition.Always,
                "The infusion may start when everything that the clinic asks for before it is there",
                Modality.Permitted, Provenance.Inferred),
            Rule.For(StartOutcome.Wait, "visit.start.wait",
                new Condition.Any([.. StartFindingsTable.Rules.Select(static reason => reason.When)]),
                "The infusion waits for what the clinic asks for before it",
                Modality.Required, Provenance.Inferred),
        ]);

    private DecisionTable BuildStartFindingsTable() => DecisionTable.Create<StartFinding>(
        "visit.start-findings",
        "what holds the start of an infusion",
        HitPolicy.Collect,
        StartFacts,
        [
            .. IsRideAskedBeforeStart
                ? (Rule[])[Rule.For(StartFinding.RideNotArranged, "visit.start.ride", RideByStart.Is(false),
                    $"A {Policy.Ride?.Way} is arranged before the infusion starts",
                    Modality.Required, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["ride"])]
                : [],
            .. IsRideAskedBeforeStart && AsksForTaxi
                ? (Rule[])[Rule.For(StartFinding.TaxiNotAccepted, "visit.start.taxi", TaxiRefused(RideByStart), SaysOfTaxi,
                    Modality.Required, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["ride"])]
                : [],
            .. Policy.Escort is { StaysDuringVisit: true }
                ? (Rule[])[Rule.For(StartFinding.EscortNotThere, "visit.start.escort", VisitFacts.EscortIsThere.Is(false),
                    "A person is there with the patient during the visit",
                    Modality.Required, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["escort"])]
                : [],
        ]);

    // The page says "stringent criteria" and names only walking; the others are the clinic's own, so a clinician says that they are met.
    private DecisionTable BuildCriteriaTable() => DecisionTable.Create<CriteriaOutcome>(
        "visit.criteria",
        "whether the release criteria are met",
        HitPolicy.Priority,
        [
            .. Policy.RequiresSteadyWalking ? (Fact[])[VisitFacts.Walks] : [], VisitFacts.DischargeScore, VisitFacts.CriteriaMet,
            VisitFacts.CriteriaMetBy, VisitFacts.CriteriaMetSinceEnd, VisitFacts.SinceCriteriaMet, VisitFacts.CriteriaLapsed,
        ],
        [
            Rule.For(CriteriaOutcome.Met, "visit.criteria.met", Condition.Always,
                "The criteria are met when "
                    + (Policy.RequiresSteadyWalking ? "the patient walks steadily and " : "")
                    + "a clinician says that the clinic's own criteria are met",
                Modality.Required, Provenance.Inferred),
            .. Policy.RequiresSteadyWalking
                ? (Rule[])[Rule.For(CriteriaOutcome.NotMet, "visit.criteria.walking", VisitFacts.Walks.Is(false),
                    "The patient gets up and walks steadily before leaving",
                    Modality.Required, Provenance.Published).StatedBy(Policy.Stated["requiresSteadyWalking"])]
                : [],
            Rule.For(CriteriaOutcome.NotMet, "visit.criteria.clinicians-word",
                VisitFacts.CriteriaMet.Is(false) | VisitFacts.CriteriaMetBy.Is(ClinicianRole.Other),
                "A clinician says that the clinic's own release criteria are met",
                Modality.Required, Provenance.Inferred),
            Rule.For(CriteriaOutcome.NotMet, "visit.criteria.after-the-end",
                VisitFacts.CriteriaMetSinceEnd.LessThan(Duration.Zero) | VisitFacts.SinceCriteriaMet.LessThan(Duration.Zero),
                "That is said after the infusion's end, and before the patient leaves",
                Modality.Required, Provenance.Inferred),
            Rule.For(CriteriaOutcome.NotMet, "visit.criteria.lapsed", VisitFacts.CriteriaLapsed.Is(true),
                "A later side effect, vital sign or fall takes that word back until a clinician gives it anew",
                Modality.Required, Provenance.Inferred),
            .. Policy.DischargeScore is { } criterion
                ? (Rule[])[Rule.For(CriteriaOutcome.NotMet, "visit.discharge-score", ScoreTooLow,
                    $"Release asks for a discharge score: {criterion} points",
                    Modality.Required, Provenance.ClinicPolicy,
                    "clinic-policy")
                    .StatedBy(Policy.Stated["dischargeScore"])]
                : [],
        ]);

    private DecisionTable BuildEffectHoldTable() => DecisionTable.Create<EffectHold>(
        "visit.effect-hold",
        "whether a side effect waits for a clinician",
        HitPolicy.Priority,
        [_effect, VisitFacts.EffectSeen, VisitFacts.EffectByNow, VisitFacts.Ended, VisitFacts.EffectSinceEnd],
        [
            Rule.For(EffectHold.NoHold, "visit.effect-hold.none", Condition.Always,
                "A listed effect holds no release; neither does one that a clinician has looked at",
                Modality.Informational, Provenance.Inferred),
            .. Policy.SideEffects.IsEmpty
                ? (Rule[])[]
                : [Rule.For(EffectHold.ForClinician, "visit.effect-hold.unlisted",
                    _effect.Is(_effect.Other!) & VisitFacts.EffectSeen.Is(false) & VisitFacts.EffectByNow.Is(true),
                    "An effect that the page does not name waits for a clinician's word",
                    Modality.Required, Provenance.Inferred).RestingOn(Policy.Stated["sideEffects"])],
            .. Policy.ResidualEffects is { } effects
                ? (Rule[])[Rule.For(EffectHold.ForClinician, "visit.effect-hold.persisting",
                    VisitFacts.Ended.Is(true) & VisitFacts.EffectSinceEnd.MoreThan(effects) & VisitFacts.EffectSeen.Is(false)
                        & VisitFacts.EffectByNow.Is(true),
                    $"An effect still there more than {Wording.Of(effects)} after the infusion's end waits for a clinician's word",
                    Modality.Required, Provenance.Inferred).RestingOn(Policy.Stated["residualEffects"])]
                : [],
        ]);

    private DecisionTable BuildSignsAfterTable()
    {
        VitalSign[] signs = AsksForSignsAfter ? [.. Policy.VitalSigns.OrderBy(sign => sign)] : [];
        Fact<bool>[] recorded = Array.ConvertAll(signs, VisitFacts.RecordedAfter);
        return DecisionTable.Create<SignsHold>(
            "visit.vital-signs-after",
            "whether the vital signs after the infusion are there",
            HitPolicy.Priority,
            recorded,
            [
                Rule.For(SignsHold.Recorded, "visit.vital-signs-after.recorded", Condition.Always,
                    "Every vital sign asked for after the infusion is recorded",
                    Modality.Informational, Provenance.Inferred),
                .. signs.Zip(recorded, (sign, fact) => Rule.For(
                    SignsHold.NotRecorded, $"visit.vital-signs-after.{Wording.Kebab(sign.ToString())}", fact.Is(false),
                    $"The {Wording.Words(sign.ToString())} is taken after the infusion",
                    Modality.Required, Provenance.Published).StatedBy(Policy.Stated["vitalSigns"], Policy.Stated["vitalSignPhases"])),
            ]);
    }

    private DecisionTable BuildInfusionTable() => DecisionTable.Create<InfusionFinding>(
        "visit.infusion",
        "what is found of an infusion that has ended",
        HitPolicy.Collect,
        [_plannedBy, VisitFacts.Aborted, VisitFacts.InfusionLength],
        _shifts.Planned.Select(plan => Rule.For(InfusionFinding.ShorterThanHalf, $"visit.short-infusion.{plan.Protocol}",
            _plannedBy.Is(plan.Protocol.Name) & VisitFacts.Aborted.Is(false) & VisitFacts.InfusionLength.LessThan(plan.Length / 2),
            $"An infusion on {plan.Protocol} of less than {Wording.Of(plan.Length / 2)}, half of what is planned, that is not recorded as "
            + "broken off: a clinician says whether it counts",
            Modality.ClinicianDiscretion, Provenance.Inferred).RestingOn(plan.Basis)),
        [EndBeforeStart]);

    private DecisionTable BuildReleaseTable() => DecisionTable.Create<ReleaseOutcome>(
        "visit.release",
        "whether the patient may be released",
        HitPolicy.Priority,
        ReleaseFacts,
        [
            .. HasMinimum
                ? (Rule[])[Rule.For(ReleaseOutcome.Release, "visit.release", Condition.Always,
                    Policy.Ride is not null
                        ? "Release follows when recovery, criteria and ride are all there"
                        : "Release follows when recovery and criteria are there",
                    Modality.Permitted, Provenance.Inferred)]
                : [],
            .. WithoutMinimum is { Length: > 0 } untimed
                ? (Rule[])[Rule.NotPublished(ReleaseOutcome.NotPublished, "visit.release", NoMinimum, new Condition.Any([.. untimed]))]
                : [],
            Rule.For(ReleaseOutcome.Hold, "visit.hold",
                new Condition.Any(
                    [.. ReleaseFindingsTable.Rules.Where(reason => reason.Modality == Modality.Required).Select(reason => reason.When)]),
                "A hold reason keeps the patient in the office",
                Modality.Required, Provenance.Inferred),
            .. HasPlan
                ? (Rule[])[Rule.For(ReleaseOutcome.ContinueMonitoring, "visit.continue-monitoring", PastPlan,
                    Policy.RecoveryPlanned is { } planned
                        ? $"From {Wording.Of(planned)} after the infusion's end monitoring goes on until the criteria are met"
                        : "After the planned recovery monitoring goes on until the criteria are met",
                    Modality.Required, Provenance.Inferred).StatedBy(PlannedBasis)
                    .RestingOn([Policy.Stated["recoveryVariants"], .. _variants.Select(static variant => variant.PlannedBasis)]) with
                {
                    Terms = [.. RecoveryTerms("visit.planned-release", Policy.RecoveryPlanned, static variant => variant.Planned)],
                }]
                : [],
        ],
        [EndBeforeStart],
        ReleaseActions);

    private const string NoMinimum = "The policy does not say how long such a patient recovers at least";

    // Past the planned recovery with the criteria unmet, where a plan is published.
    private Condition PastPlan => new Condition.All(
    [
        CriteriaUnmet,
        !Within(Policy.RecoveryPlanned, static variant => variant.Planned),
        .. Untimed(Policy.RecoveryPlanned, static variant => variant.Planned).Select(static untimed => !untimed),
    ]);

    // The elapsed time after the infusion's end until which driving is restricted, and the time on the clinic's clock.
    private (Duration? Elapsed, Duration? Clock) Restriction => Policy.Driving switch
    {
        DrivingLimit.Elapsed limit => (limit.After, null),
        DrivingLimit.NextDay limit =>
            (limit.Minimum, Duration.FromDays(1) + Duration.FromNanoseconds((limit.From ?? LocalTime.Midnight).NanosecondOfDay)),
        _ => (null, null),
    };

    private Condition.Any Restricts(Func<Duration, Condition> isElapsedBelow, Fact<Duration> clock) => new Condition.Any(
    [
        .. Restriction.Elapsed is { } elapsed ? (Condition[])[isElapsedBelow(elapsed)] : [],
        .. Restriction.Clock is { } until ? (Condition[])[clock.LessThan(until)] : [],
    ]);

    private Term[] RestrictionTerms(string id) => Policy.Driving switch
    {
        DrivingLimit.Elapsed limit => [new Term.Elapsed(id, "infusion end", limit.After)],
        DrivingLimit.NextDay limit =>
        [
            new Term.Elapsed(id, "midnight of the infusion's date, on the clinic's clock",
                Duration.FromDays(1) + Duration.FromNanoseconds((limit.From ?? LocalTime.Midnight).NanosecondOfDay)),
            .. limit.Minimum is { } minimum ? (Term[])[new Term.Elapsed(id + ".minimum", "infusion end", minimum)] : [],
        ],
        _ => [],
    };

    private string DrivingRestriction => Policy.Driving?.Restriction(
        Version.Sources.ProvenanceOf([.. Policy.Stated["driving"]?.Citations ?? []], Policy.Stated["driving"]?.Provenance
            ?? Provenance.Published) == Provenance.Published ? "published" : "clinic's") ?? "";

    private DecisionTable BuildDrivingTable()
    {
        return DecisionTable.Create<DrivingOutcome>(
            "visit.driving",
            "where the restriction on driving and heavy machinery stands",
            HitPolicy.Priority,
            [VisitFacts.SinceEnd, _clockSinceEnd, VisitFacts.InfusionLength],
            [
                Rule.For(DrivingOutcome.Restricted, "visit.driving", Restricts(VisitFacts.SinceEnd.LessThan, _clockSinceEnd),
                    $"Driving and heavy machinery are under the {DrivingRestriction}; it counts from the actual infusion end",
                    Modality.Required, Provenance.Published).StatedBy(Policy.Stated["driving"]) with
                {
                    Terms = [.. RestrictionTerms("visit.driving-restriction-end")],
                },
                Rule.For(DrivingOutcome.RestrictionElapsed, "visit.driving.elapsed", Condition.Always,
                    $"the {DrivingRestriction} has elapsed",
                    Modality.Informational, Provenance.Published).RestingOn(Policy.Stated["driving"]),
            ],
            [EndBeforeStart]);
    }

    // The way begins with the departure; without one it is judged from the arrival that is asked for.
    private Condition WayBelow(Fact<Duration> way, Duration limit)
    {
        (Duration first, Duration later) = (_shifts.First, _shifts.Later);
        Condition arrival = first == later
            ? way.LessThan(limit + first)
            : (VisitFacts.Completed.AtMost(0) & way.LessThan(limit + first))
                | (VisitFacts.Completed.AtLeast(1) & way.LessThan(limit + later));
        return first == Duration.Zero && later == Duration.Zero
            ? arrival
            : (VisitFacts.DepartureGiven.Is(true) & way.LessThan(limit)) | (VisitFacts.DepartureGiven.Is(false) & arrival);
    }

    private Condition NeedsRide(Duration infusion) =>
        VisitFacts.HadInfusion.Is(true) & Restricts(elapsed => WayBelow(_waySince, elapsed + infusion), _wayClock);

    // While no end is on record, the infusion is taken to end at the later of its planned end and now.
    private Condition NeedsRideFromNow =>
        VisitFacts.HadInfusion.Is(true) & Restricts(elapsed => WayBelow(VisitFacts.WayFromNow, elapsed), _wayClockFromNow);

    private DecisionTable BuildInboundRideTable() => DecisionTable.Create<InboundRideOutcome>(
        "visit.inbound-ride",
        "whether the way to the next visit falls into the driving restriction",
        HitPolicy.Priority,
        [
            VisitFacts.HadInfusion, _previousEnd, VisitFacts.DepartureGiven, VisitFacts.Completed, _waySince,
            .. Policy.Driving is DrivingLimit.NextDay ? (Fact[])[_wayClock] : [],
            VisitFacts.WayFromNow, .. Policy.Driving is DrivingLimit.NextDay ? (Fact[])[_wayClockFromNow] : [],
            VisitFacts.DepartureToArrival,
        ],
        [
            Rule.For(InboundRideOutcome.InboundRideNeeded, "visit.inbound-ride",
                _previousEnd.Is(VisitFacts.RecordedEnd) & NeedsRide(Duration.Zero),
                $"A way to the clinic needs a ride while this runs after the previous infusion: the {DrivingRestriction}",
                Modality.Required, Provenance.Inferred).RestingOn(Policy.Stated["driving"]) with
            {
                Terms = [.. RestrictionTerms("visit.inbound-ride-until")],
            },
            .. _shifts.Planned.Select(plan => Rule.For(InboundRideOutcome.InboundRideNeeded, $"visit.inbound-ride.planned.{plan.Protocol}",
                _previousEnd.Is(plan.Protocol.Name) & (NeedsRide(plan.Length) | NeedsRideFromNow),
                $"Until its end is recorded, an infusion on {plan.Protocol} counts as ending {Wording.Of(plan.Length)} after its start, or "
                + "now if later",
                Modality.Required, Provenance.Inferred).RestingOn(Policy.Stated["driving"], plan.Basis)),
            .. Policy is { FirstArrivalLead: not null, LaterArrivalLead: not null } ? (Rule[])[] :
            [
                Rule.NotPublished(InboundRideOutcome.NotPublished, "visit.inbound-ride",
                    "Without a departure the way is judged from the arrival that is asked for, and the policy does not say when that is",
                    VisitFacts.HadInfusion.Is(true) & VisitFacts.DepartureGiven.Is(false) & (
                        Policy.LaterArrivalLead is not null ? VisitFacts.Completed.AtMost(0)
                        : Policy.FirstArrivalLead is not null ? VisitFacts.Completed.AtLeast(1)
                        : Condition.Always)),
            ],
            Rule.For(InboundRideOutcome.NotNeeded, "visit.inbound-ride.not-needed", Condition.Always,
                "A way to the clinic that begins when the restriction has elapsed, or after no infusion, is not flagged",
                Modality.Informational, Provenance.Inferred),
        ],
        [DepartureAfterArrival]);

    // Of a time that is not published the table is never asked.
    private Duration ResidualEffects => Policy.ResidualEffects ?? Duration.Zero;

    private DecisionTable BuildResidualEffectsTable() => DecisionTable.Create<ResidualEffectsOutcome>(
        "visit.residual-effects",
        "whether residual effects are possible",
        HitPolicy.Priority,
        [VisitFacts.SinceEnd],
        [
            Rule.For(ResidualEffectsOutcome.Possible, "visit.residual-effects", VisitFacts.SinceEnd.LessThan(ResidualEffects),
                $"Effects may go on for up to {Wording.Of(ResidualEffects)} after the infusion's end",
                Modality.Informational, Provenance.Published).StatedBy(Policy.Stated["residualEffects"]) with
            {
                Terms = [new Term.Elapsed("visit.residual-effects-until", "infusion end", ResidualEffects)],
            },
            Rule.For(ResidualEffectsOutcome.PublishedTimePassed, "visit.residual-effects.passed", Condition.Always,
                $"The published {Wording.Of(ResidualEffects)} of residual effects have passed; an effect that is still there goes "
                + "to the clinician",
                Modality.Informational, Provenance.Inferred).RestingOn(Policy.Stated["residualEffects"]),
        ]);

    private DecisionTable BuildSideEffectTable() => DecisionTable.Create<SideEffectOutcome>(
        "visit.side-effects",
        "how an effect compares with the published catalogue",
        HitPolicy.Priority,
        [_effect, VisitFacts.Ended, VisitFacts.EffectSinceEnd],
        [
            Rule.For(SideEffectOutcome.Unlisted, "visit.side-effects.unlisted", _effect.Is(_effect.Other!),
                "An effect the page does not name goes to the clinician",
                Modality.ClinicianDiscretion, Provenance.Inferred).RestingOn(Policy.Stated["sideEffects"]),
            .. Policy.ResidualEffects is { } effects
                ? (Rule[])[Rule.For(SideEffectOutcome.BeyondPublishedDuration, "visit.side-effects.beyond-published-duration",
                    VisitFacts.Ended.Is(true) & VisitFacts.EffectSinceEnd.MoreThan(effects),
                    $"An effect still there more than {Wording.Of(effects)} after the infusion's end goes to the clinician",
                    Modality.ClinicianDiscretion, Provenance.Inferred).RestingOn(Policy.Stated["residualEffects"]) with
                {
                    Terms = [new Term.Elapsed("visit.published-duration", "infusion end", effects)],
                }]
                : [],
            Rule.For(SideEffectOutcome.Listed, "visit.side-effects", Condition.Always,
                Policy.UsualOnset is { } onset
                    ? $"The page names this effect, usually beginning within {Wording.Of(onset)} of the start; listed never means ignore"
                    : "The page names this effect; listed never means ignore",
                Modality.Informational, Provenance.Published).StatedBy(Policy.Stated["sideEffects"], Policy.Stated["usualOnset"]) with
            {
                Terms = Policy.UsualOnset is { } usual ? [new Term.Elapsed("visit.usual-onset", "infusion start", usual)] : [],
            },
        ]);

    private DecisionTable BuildChecklistTable()
    {
        ChecklistItem[] items = [ChecklistItem.ChartReview, ChecklistItem.QuestionsAnswered, ChecklistItem.BladderEmptied,
            ChecklistItem.IvPlaced,
            ChecklistItem.MonitorAttached];
        Fact<bool>[] facts = Array.ConvertAll(items, VisitFacts.Step);
        int step = 0;
        return DecisionTable.Create<ChecklistItem>(
            "visit.checklist",
            "which steps before the infusion are not done",
            HitPolicy.Collect,
            facts,
            Policy.Checklist.Each(item => Rule.For(
                item, $"visit.checklist.{Wording.Kebab(item.ToString())}",
                facts[(int)item].Is(false),
                FormattableString.Invariant($"Step {++step} of {Policy.Checklist.Length} before the infusion: {VisitFacts.Words(item)}"),
                Modality.Required, Provenance.Published).StatedBy(Policy.Stated["checklist"])));
    }

    private DecisionTable BuildVitalSignsTable()
    {
        VitalSign[] signs = [VitalSign.HeartRate, VitalSign.BloodPressure, VitalSign.OxygenSaturation];
        Fact<bool>[] facts = Array.ConvertAll(signs, VisitFacts.Recorded);
        return DecisionTable.Create<VitalSign>(
            "visit.vital-signs",
            "which vital signs are not recorded",
            HitPolicy.Collect,
            [VisitFacts.Phase, .. facts],
            Policy.VitalSigns.Each(sign => Rule.For(
                sign, $"visit.vital-signs.{Wording.Kebab(sign.ToString())}",
                IsPhaseWithSigns & facts[(int)sign].Is(false),
                $"The {Wording.Words(sign.ToString())} is taken {VitalSignTimes} the infusion",
                Modality.Required, Provenance.Published).StatedBy(Policy.Stated["vitalSigns"], Policy.Stated["vitalSignPhases"])));
    }

    // Where they are taken in every part of a visit, nobody asks which part it is.
    private Condition IsPhaseWithSigns => Policy.VitalSignPhases.Once() is var phases && phases.Length == VisitFacts.Phase.Names.Length
        ? Condition.Always
        : VisitFacts.Phase.IsOneOf(phases);

    private string VitalSignTimes => string.Join(", ", Policy.VitalSignPhases.Each(phase => Wording.Words(phase.ToString())));

    private DecisionTable BuildBloodPressureTable() => DecisionTable.Create<BloodPressureOutcome>(
        "visit.blood-pressure",
        "how a blood pressure compares with the clinic's limit",
        HitPolicy.Priority,
        [VisitFacts.Systolic, VisitFacts.Diastolic],
        Policy.BloodPressure is { } limit
            ?
            [
                Rule.For(BloodPressureOutcome.WithinClinicLimit, "visit.blood-pressure.within", Condition.Always,
                    $"At or below the clinic's limit of {limit} nothing is reported",
                    Modality.Informational, Provenance.ClinicPolicy, "clinic-policy").RestingOn(Policy.Stated["bloodPressure"]),
                Rule.For(BloodPressureOutcome.AboveClinicLimit, "visit.blood-pressure",
                    VisitFacts.Systolic.MoreThan(limit.Systolic) | VisitFacts.Diastolic.MoreThan(limit.Diastolic),
                    $"Above the clinic's limit of {limit} the clinician decides",
                    Modality.ClinicianDiscretion, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["bloodPressure"]),
            ]
            :
            [
                Rule.For(BloodPressureOutcome.NotPublished, "visit.blood-pressure", Condition.Always,
                    "No blood-pressure limit is published and the clinic has set none, so there is no verdict",
                    Modality.Informational, Provenance.Inferred),
            ]);

    private DecisionTable BuildConductTable()
    {
        List<Rule> rules = [];
        if (Policy.OffersCommodeAndUrinal)
        {
            rules.Add(Rule.For(ConductFinding.AccommodationsNotOffered, "visit.accommodations", VisitFacts.Offered.Is(false),
                "A commode and a urinal are offered to anyone",
                Modality.Required, Provenance.Inferred).StatedBy(Policy.Stated["offersCommodeAndUrinal"]));
        }

        if (Policy.ForbidsWalking)
        {
            rules.Add(Rule.For(ConductFinding.WalkedDuringInfusion, "visit.no-walking", VisitFacts.Walked.Is(true),
                "There is no walking during the infusion",
                Modality.Required, Provenance.Published).StatedBy(Policy.Stated["forbidsWalking"]));
        }

        if (Policy.RequiresClinicianAvailable)
        {
            rules.Add(Rule.For(ConductFinding.NoClinicianAvailable, "visit.staffing.available", VisitFacts.ClinicianAvailable.Is(false),
                "A physician or a nurse is immediately available",
                Modality.Required, Provenance.Published).StatedBy(Policy.Stated["requiresClinicianAvailable"]));
        }

        if (Policy.RequiresEmergencyPhysician)
        {
            rules.Add(Rule.For(ConductFinding.NoResponsiblePhysician, "visit.staffing", VisitFacts.PhysicianResponsible.Is(false),
                "A board-certified emergency physician is responsible",
                Modality.Required, Provenance.Published).StatedBy(Policy.Stated["requiresEmergencyPhysician"]));
        }

        return DecisionTable.Create<ConductFinding>(
            "visit.conduct",
            "what differs from the published conduct of a visit",
            HitPolicy.Collect,
            [VisitFacts.Offered, VisitFacts.Walked, VisitFacts.ClinicianAvailable, VisitFacts.PhysicianResponsible],
            rules);
    }

    private DecisionTable BuildStatementsTable() => DecisionTable.Create<VisitStatement>(
        "visit.statements",
        "what every patient is told of a visit",
        HitPolicy.Collect,
        [],
        [
            Rule.For(VisitStatement.Timeline, "visit.timeline", Condition.Always,
                "A visit runs from arrival over start and end of the infusion to release, residual effects and the end of the driving "
                + "restriction",
                Modality.Informational, Provenance.Inferred).RestingOn(
                    Policy.Stated["recoveryMinimum"], Policy.Stated["recoveryPlanned"]) with
            {
                Terms =
                [
                    .. Policy.RecoveryMinimum is { } minimum
                        ? (Term[])[new Term.Elapsed("visit.timeline.earliest-release", "infusion end", minimum)]
                        : [],
                    .. Policy.RecoveryPlanned is { } planned
                        ? (Term[])[new Term.Elapsed("visit.timeline.planned-release", "infusion end", planned)]
                        : [],
                ],
            },
            .. Said(!Policy.Checklist.IsEmpty, Rule.For(VisitStatement.Checklist, "visit.checklist", Condition.Always,
                $"Before the infusion, in order: {string.Join(", ", Policy.Checklist.Each(item => VisitFacts.Words(item)))}",
                Modality.Required, Provenance.Published).StatedBy(Policy.Stated["checklist"])),
            .. Said(TakesSigns, Rule.For(VisitStatement.VitalSigns, "visit.vital-signs", Condition.Always,
                $"{Wording.Sentence(string.Join(", ", Policy.VitalSigns.Each(sign => Wording.Words(sign.ToString()))))} are taken "
                + $"{VitalSignTimes} the infusion"
                    + (Policy.VitalSignInterval is { } interval ? $"; every {Wording.Of(interval)}" : ""),
                Modality.Required, Provenance.Published).StatedBy(
                    Policy.Stated["vitalSigns"], Policy.Stated["vitalSignPhases"], Policy.Stated["vitalSignInterval"])),
            .. Said(TakesSigns && Policy.VitalSignInterval is null, Rule.For(
                VisitStatement.VitalSignIntervalNotPublished, "visit.vital-signs.interval-not-published", Condition.Always,
                "How often the vital signs are taken is not published",
                Modality.Informational, Provenance.Inferred).RestingOn(Policy.Stated["vitalSigns"])),
            .. Said(
                VisitStatement.Music, "visit.music", "Soothing music and headphones are recommended",
                Modality.Recommended, Provenance.Published),
            .. Said(
                VisitStatement.Family, "visit.family", "Family may be there; it is optional",
                Modality.Permitted, Provenance.Inferred),
            .. Said(
                VisitStatement.MedicationForSideEffects, "visit.medication-for-side-effects",
                "Medication for side effects is available as needed",
                Modality.Informational, Provenance.Published),
            .. Said(
                VisitStatement.Observation, "visit.observation",
                "During the infusion the patient is watched for signs of unwanted effects",
                Modality.Required, Provenance.Published),
            .. Said(
                VisitStatement.ConversationDiscouraged, "visit.conversation-discouraged",
                "Conversation during the infusion is discouraged, and may be hard",
                Modality.Recommended, Provenance.Published),
            .. Said(
                VisitStatement.LowStimuli, "visit.low-stimuli", "During the infusion the staff try to keep stimuli in the room low",
                Modality.Recommended, Provenance.Published),
            .. Said(
                VisitStatement.LateNausea, "visit.late-nausea", "Nausea may come near the end of the infusion",
                Modality.Informational, Provenance.Published),
            .. Said(
                VisitStatement.EyesClosed, "visit.eyes-closed", "Closing the eyes may ease nausea",
                Modality.Informational, Provenance.Published),
            .. Said(!Policy.Destinations.IsEmpty, Rule.For(VisitStatement.Destinations, "visit.destinations", Condition.Always,
                $"Release is to: {string.Join(", ", Policy.Destinations.Each(one => Wording.Words(one.ToString())))}",
                Modality.Required, Provenance.Published).StatedBy(Policy.Stated["destinations"])),
        ]);

    private bool TakesSigns => !Policy.VitalSigns.IsEmpty && !Policy.VitalSignPhases.IsEmpty;

    private Rule[] Said(VisitStatement statement, string id, string says, Modality modality, Provenance provenance) => Said(
        Policy.Statements.Contains(statement),
        Rule.For(statement, id, Condition.Always, says, modality, provenance).StatedBy(Policy.Stated["statements"]));

    private static Rule[] Said(bool isSaid, Rule rule) => isSaid ? [rule] : [];
}
