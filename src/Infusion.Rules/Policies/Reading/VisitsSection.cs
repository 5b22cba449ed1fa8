using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Visits;

namespace Infusion.Rules.Policies.Reading;

/// <summary>The section <c>visits</c>: arrival, recovery, release, driving.</summary>
internal static class VisitsSection
{
    // The side-effect table's own name for what is not in the catalogue.
    private const string Unlisted = "unlisted";

    public static ObjectFormat<VisitPolicy> Create()
    {
        var o = new ObjectFormat<VisitPolicy>();
        var first = o.Maybe(
            "firstArrivalLead", p => p.FirstArrivalLead, Formats.UpToAYear,
            "How long before the appointment a first session's patient arrives.");
        var later = o.Maybe(
            "laterArrivalLead", p => p.LaterArrivalLead, Formats.UpToAYear,
            "How long before the appointment a later session's patient arrives.");
        var minimum = o.Maybe(
            "recoveryMinimum", p => p.RecoveryMinimum, Formats.UpToAYear,
            "The minimum recovery since the infusion's end; exactly that long passes.");
        var planned = o.Maybe(
            "recoveryPlanned", p => p.RecoveryPlanned, Formats.UpToAYear,
            "The recovery the chair is planned for, since the infusion's end.");
        var variants = o.Default(
            "recoveryVariants", p => p.RecoveryVariants, Formats.List(Variant(), 0, 4), [],
            "Other recovery times by the infusion's length, or by who accompanies the patient; of several that apply the longest counts.");
        var residual = o.Maybe(
            "residualEffects", p => p.ResidualEffects, Formats.UpToAYear,
            "How long after the infusion's end residual effects are possible.");
        var driving = o.Optional("driving", p => p.Driving, Driving(), "How long driving and heavy machinery are restricted.");
        var score = o.Optional(
            "dischargeScore", p => p.DischargeScore, Score(),
            "The discharge score asked for beside the other release criteria; left out, none.");
        var ride = o.Optional("ride", p => p.Ride, Ride(), "The ride that has to be arranged; left out, not published.");
        var escort = o.Optional(
            "escort", p => p.Escort, Escort(),
            "The person who has to accompany the patient; left out, not published, and beside a ride it is an advisory.");
        var destinations = o.Default(
            "destinations", p => p.Destinations, Formats.Distinct(Formats.Enum<ReleaseDestination>(), 0, 2), [],
            "Where a patient may be released to.");
        var effects = o.Default(
            "sideEffects", p => p.SideEffects, Formats.Named(SideEffect(), 0, 100, "name", "aliases"), [],
            "The side effects the clinic's page names; any other one goes to the clinician.");
        var onset = o.Maybe(
            "usualOnset", p => p.UsualOnset, Formats.UpToAYear, "Within what time of the infusion's start side effects usually begin.");
        var checklist = o.Default(
            "checklist", p => p.Checklist, Formats.Distinct(Formats.EnumBut(ChecklistItem.NotPublished), 0, 5), [],
            "The steps before the infusion, in order.");
        var signs = o.Default(
            "vitalSigns", p => p.VitalSigns, Formats.Distinct(Formats.EnumBut(VitalSign.NotPublished), 0, 3), [], "The vital signs the clinic takes.");
        var phases = o.Default(
            "vitalSignPhases", p => p.VitalSignPhases, Formats.Distinct(Formats.Enum<VisitPhase>(), 0, 3), [],
            "The parts of the visit in which they are taken.");
        var interval = o.Maybe(
            "vitalSignInterval", p => p.VitalSignInterval, Formats.SomeUpToAYear,
            "The time between two sets of vital signs; left out, not published.");
        var pressure = o.Optional(
            "bloodPressure", p => p.BloodPressure, Pressure(),
            "The clinic's blood-pressure limit; left out, not published, and then there is no verdict.");
        var physician = o.Default(
            "requiresEmergencyPhysician", p => p.RequiresEmergencyPhysician, Formats.Flag, false,
            "Whether a board-certified emergency physician is responsible; left out, not published.");
        var available = o.Default(
            "requiresClinicianAvailable", p => p.RequiresClinicianAvailable, Formats.Flag, false,
            "Whether a physician or a nurse is immediately available; left out, not published.");
        var commode = o.Default(
            "offersCommodeAndUrinal", p => p.OffersCommodeAndUrinal, Formats.Flag, false,
            "Whether a commode and a urinal are offered to anyone; left out, not published.");
        var walking = o.Default(
            "forbidsWalking", p => p.ForbidsWalking, Formats.Flag, false,
            "Whether there is no walking during the infusion; left out, not published.");
        var steady = o.Default(
            "requiresSteadyWalking", p => p.RequiresSteadyWalking, Formats.Flag, false,
            "Whether a patient has to walk steadily before leaving; left out, not published.");
        var statements = o.Default(
            "statements", p => p.Statements,
            Formats.Distinct(
                Formats.EnumBut(
                    VisitStatement.NotPublished, VisitStatement.Timeline, VisitStatement.Checklist, VisitStatement.VitalSigns,
                    VisitStatement.VitalSignIntervalNotPublished, VisitStatement.Destinations),
                0, 8),
            [], "What every patient is told of a visit, beside what follows from the rest; left out, not published.");

        o.States(p => p.Stated);
        o.Check(v =>
        {
            if (!VisitPolicy.IsScoreRequired(v.Stated))
            {
                v.Report(
                    score, ProblemCodes.Contradiction, "a discharge score that release does not wait for",
                    "a score that must be reached, or no dischargeScore");
            }
        });
        o.Holds(
            onset, effects, v => v.Of(onset) is null || !v.Of(effects).IsEmpty, "when side effects begin, and none is named",
            "sideEffects beside usualOnset");
        o.Holds(
            phases, signs, v => v.Of(phases).IsEmpty || !v.Of(signs).IsEmpty, "when vital signs are taken, and none is named",
            "vitalSigns beside vitalSignPhases");
        o.Holds(
            interval, signs, v => v.Of(interval) is null || !v.Of(signs).IsEmpty, "how often vital signs are taken, and none is named",
            "vitalSigns beside vitalSignInterval");
        o.Holds(
            planned, minimum, v => !(v.Of(planned) < v.Of(minimum)), "a planned recovery below the minimum", "at least recoveryMinimum");
        o.Check(v =>
        {
            foreach (LocatedValue effect in v.At(effects).Items)
            {
                if (effect.Member("name") is { TextOrNull: Unlisted } name)
                {
                    name.Report(
                        ProblemCodes.Invalid, "the reserved name " + Problem.Quote(Unlisted),
                        "a name that the rules do not use themselves");
                }
            }
        });
        return o.Makes(v => new()
        {
            FirstArrivalLead = v.Of(first),
            LaterArrivalLead = v.Of(later),
            RecoveryMinimum = v.Of(minimum),
            RecoveryPlanned = v.Of(planned),
            RecoveryVariants = v.Of(variants),
            ResidualEffects = v.Of(residual),
            Driving = v.Of(driving),
            DischargeScore = v.Of(score),
            Ride = v.Of(ride),
            Escort = v.Of(escort),
            Destinations = v.Of(destinations),
            SideEffects = v.Of(effects),
            UsualOnset = v.Of(onset),
            Checklist = v.Of(checklist),
            VitalSigns = v.Of(signs),
            VitalSignPhases = v.Of(phases),
            VitalSignInterval = v.Of(interval),
            BloodPressure = v.Of(pressure),
            RequiresEmergencyPhysician = v.Of(physician),
            RequiresClinicianAvailable = v.Of(available),
            OffersCommodeAndUrinal = v.Of(commode),
            ForbidsWalking = v.Of(walking),
            RequiresSteadyWalking = v.Of(steady),
            Statements = v.Of(statements),
            Stated = v.Stated,
        });
    }

    private static ObjectFormat<RidePolicy> Ride()
    {
        var o = new ObjectFormat<RidePolicy>();
        var arranged = o.Default(
            "arranged", ride => ride.Arranged, Formats.Enum<RideTime>(), RideTime.BeforeRelease,
            "By when it is arranged: before the patient leaves, or before the infusion starts, which then waits for it.");
        var bothWays = o.Default(
            "bothWays", ride => ride.BothWays, Formats.Flag, false, "Whether the patient is driven to the clinic as well.");
        var taxi = o.Default(
            "taxi", ride => ride.Taxi, Formats.Enum<TaxiAcceptance>(), TaxiAcceptance.Accepted,
            "Whether a taxi or a ride-share counts as the ride; not-accepted: a person whom the patient knows drives.");
        return o.Makes(v => new() { Arranged = v.Of(arranged), BothWays = v.Of(bothWays), Taxi = v.Of(taxi) });
    }

    private static ObjectFormat<EscortPolicy> Escort()
    {
        var o = new ObjectFormat<EscortPolicy>();
        var age = o.Maybe(
            "minimumAge", escort => escort.MinimumAge, Formats.Int(1, 120, "years"),
            "The least age of that person, inclusive: 18 for an adult; left out, not published.");
        var during = o.Default(
            "staysDuringVisit", escort => escort.StaysDuringVisit, Formats.Flag, false,
            "Whether that person is at the clinic during the visit; the infusion then waits for them. Left out, not published.");
        var staysFor = o.Maybe(
            "staysFor", escort => escort.StaysFor, Formats.SomeUpToAYear,
            "How long that person stays with the patient after the release; left out, not published.");
        return o.Makes(v => new() { MinimumAge = v.Of(age), StaysDuringVisit = v.Of(during), StaysFor = v.Of(staysFor) });
    }

    private static ObjectFormat<RecoveryVariant> Variant()
    {
        var o = new ObjectFormat<RecoveryVariant>();
        var minimum = o.Maybe("minimum", one => one.Minimum, Formats.UpToAYear, "The minimum recovery since the infusion's end.");
        var planned = o.Maybe("planned", one => one.Planned, Formats.UpToAYear, "The planned recovery since the infusion's end.");
        var from = o.Maybe(
            "infusionAtLeast", one => one.InfusionAtLeast, Formats.UpToAYear,
            "The infusion length from which it applies, inclusive; left out, any.");
        var below = o.Maybe(
            "infusionBelow", one => one.InfusionBelow, Formats.SomeUpToAYear,
            "The infusion length below which it applies, exclusive; left out, any.");
        var accompanied = o.Maybe(
            "accompanied", one => one.Accompanied, Formats.Flag,
            "Whether it applies to accompanied or to unaccompanied patients; left out, both.");
        o.Holds(planned, minimum, v => !(v.Of(planned) < v.Of(minimum)), "a planned recovery below the minimum", "at least minimum");
        o.Holds(
            below, from, v => v.Of(below) is null || v.Of(from) is null || v.Of(below) > v.Of(from), "a range of lengths that is empty",
            "more than infusionAtLeast");
        o.Check(v =>
        {
            if (v.Has(from) && v.Has(below) && v.Has(accompanied) && v.Of(from) is null && v.Of(below) is null && v.Of(accompanied) is null)
            {
                v.Report(
                    from, ProblemCodes.Contradiction, "a variant that does not say for which visits it is",
                    "infusionAtLeast, infusionBelow or accompanied");
            }
        });
        return o.Makes(v => new(v.Of(minimum), v.Of(planned), v.Of(from), v.Of(below), v.Of(accompanied)));
    }

    private static UnionFormat<DrivingLimit> Driving()
    {
        var elapsed = new ObjectFormat<DrivingLimit.Elapsed>();
        var after = elapsed.Required(
            "after", limit => limit.After, Formats.SomeUpToAYear,
            "The elapsed time after the actual infusion end; exactly then the restriction has elapsed.");
        var nextDay = new ObjectFormat<DrivingLimit.NextDay>();
        var details = nextDay.Required("nextDay", limit => limit, NextDay(), "Until the day after the infusion's end.");
        return new UnionFormat<DrivingLimit>()
            .Or("after", elapsed.Makes(v => new(v.Of(after))))
            .Or("nextDay", nextDay.Makes(v => v.Of(details)));
    }

    private static ObjectFormat<DrivingLimit.NextDay> NextDay()
    {
        var o = new ObjectFormat<DrivingLimit.NextDay>();
        var from = o.Maybe(
            "from", limit => limit.From, Formats.Time,
            "The clinic-local time on the next day from which it has elapsed; left out, the day's start.");
        var minimum = o.Maybe(
            "minimum", limit => limit.Minimum, Formats.SomeUpToAYear, "The elapsed time after the infusion's end that passes in any case.");
        o.Check(v =>
        {
            if (v.Has(from) && v.Has(minimum) && v.Of(from) is null && v.Of(minimum) is null)
            {
                v.Report(from, ProblemCodes.Contradiction, "\"until the next day\" without a time", "from, a minimum of hours, or both");
            }
        });
        return o.Makes(v => new(v.Of(from), v.Of(minimum)));
    }

    private static ObjectFormat<DischargeCriterion> Score()
    {
        var o = new ObjectFormat<DischargeCriterion>();
        var scale = o.Required("scale", one => one.Scale, Formats.Enum<DischargeScale>(), "The score.");
        var points = o.Required(
            "minimumPoints", one => one.MinimumPoints, Formats.Int(0, 10, "points"), "The lowest score that meets it, inclusive.");
        return o.Makes(v => new(v.Of(scale), v.Of(points)));
    }

    private static ObjectFormat<PublishedSideEffect> SideEffect()
    {
        var o = new ObjectFormat<PublishedSideEffect>();
        var name = o.Required("name", one => one.Name, Formats.Name(100), "The name; case is ignored.");
        var aliases = o.Default(
            "aliases", one => one.Aliases, Formats.Distinct(Formats.Name(100), 0, 50), [], "Other names it is recorded under.");
        return o.Makes(v => new(v.Of(name)) { Aliases = v.Of(aliases) });
    }

    private static ObjectFormat<BloodPressureLimit> Pressure()
    {
        var o = new ObjectFormat<BloodPressureLimit>();
        var systolic = o.Required(
            "systolic", one => one.Systolic, Formats.Int(1, 399, "mmHg"), "The highest systolic pressure within the limit, inclusive.");
        var diastolic = o.Required(
            "diastolic", one => one.Diastolic, Formats.Int(1, 399, "mmHg"), "The highest diastolic pressure within the limit, inclusive.");
        o.Holds(
            diastolic, systolic, v => v.Of(diastolic) < v.Of(systolic), "a diastolic limit that is not below the systolic one",
            "less than systolic");
        return o.Makes(v => new(v.Of(systolic), v.Of(diastolic)));
    }
}
