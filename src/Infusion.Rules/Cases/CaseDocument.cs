using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies.Reading;
using Infusion.Rules.Protocols;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Cases;

/// <summary>How a case stands in a file: one declaration for each property reads it and writes it.</summary>
/// <param name="rules">The rules whose zone, criteria, protocols and tables the case is about.</param>
internal sealed class CaseDocument(InfusionRules rules)
{
    /// <summary>The newest format that is read, and the one that is written.</summary>
    public const int Newest = 1;

    private const int Most = 10_000;

    private Format<Moment> Moment { get; } = CaseFormats.Moment(rules.TimeZone);

    private Format<Instant> At { get; } = CaseFormats.At(rules.TimeZone);

    private Format<ProtocolId> Protocol { get; } = new MappedFormat<string, ProtocolId>(
        OneOf([.. rules.Policy.Protocols.Protocols.Select(protocol => protocol.Id.Name)]), static name => new(name), static id => id.Name);

    private Format<string> ConditionName { get; } = AnyCase(
        rules.Policy.Eligibility.Conditions.SelectMany(condition => condition.Aliases.Add(condition.Name).Add(condition.Id)));

    private Format<string> Medicine { get; } = AnyCase(rules.Policy.Continuity.Interactions.SelectMany(interaction => interaction.Aliases.Add(interaction.Medicine)));

    private Format<string> Effect { get; } = AnyCase(rules.Policy.Visits.SideEffects.SelectMany(effect => effect.Aliases.Add(effect.Name)));

    private Format<string> Grade { get; } = Exactly([.. rules.Policy.Maintenance.ResponseIntervals.Select(row => row.Grade)]);

    private Format<string> Food { get; } = FoodOf(rules.Policy.Fasting);

    /// <summary>Reads the members of a case document.</summary>
    public PatientCase? Read(ObjectReader o) => Case().ReadFrom(o, out PatientCase read) ? read : null;

    /// <summary>Writes the canonical form: indented by two spaces, line feeds, one at the end.</summary>
    public byte[] Write(PatientCase patientCase)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Newest);
            Case().WriteMembers(json, patientCase);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>Writes the members of a case as JSON Schema.</summary>
    public void Describe(Utf8JsonWriter schema) => Case().Describe(schema, orNull: false);

    private ObjectFormat<PatientCase> Case()
    {
        var o = new ObjectFormat<PatientCase>();
        var id = o.Required("id", c => c.Id, Formats.Id(), "The kebab-case id of the case; no patient's name.");
        var asOf = o.Required("asOf", c => c.AsOf, At, "The time everything is judged at.");
        var eligibility = o.Optional("eligibility", c => c.Eligibility, Eligibility(), "Conditions, screening answers and the physician's verdict.");
        var consultation = o.Optional("consultation", c => c.Consultation, Consultation(), "What is recorded of the consultation.");
        var continuity = o.Optional("continuity", c => c.Continuity, Continuity(), "Medicines, changes to them, the managing provider.");
        var protocol = o.Maybe("protocol", c => c.Protocol, Protocol, "The protocol the infusions are given on.");
        var route = o.Maybe("route", c => c.Route, Formats.Enum<InfusionRoute>(), "The route asked for.");
        var visits = o.Default("visits", c => c.Visits, Formats.Named(Visit(), 0, Most, "id"), [], "The visits, past and planned.");
        var scores = o.Default("scores", c => c.Scores, Formats.List(Score(), 0, Most), [], "Every score on record.");
        var reason = o.Maybe("reasonToContinue", c => c.HasReasonToContinue, Formats.Flag, "Whether a clinician has recorded a reason to go on against the recommendation.");
        var maintenance = o.Optional("maintenance", c => c.Maintenance, Maintenance(), "What is known about maintenance beside the visits.");
        var referrals = o.Default("referrals", c => c.Referrals, Formats.Named(Referral(), 0, Most, "friend"), [], "The persons this patient has referred.");
        var decisions = o.Default("decisions", c => c.Decisions, Formats.List(new TableCaseFormat(rules), 0, Most), [], "Rows for single decision tables.");
        o.Check(v =>
        {
            if (v.Has(asOf) && v.Has(visits))
            {
                RequireRecorded(v.At(visits).Items, v.Of(visits), v.Of(asOf));
            }

            if (v.Has(asOf) && v.Has(scores))
            {
                RequireRecorded(v.At(scores).Items, v.Of(scores), v.Of(asOf));
            }

            if (v.Has(asOf) && v.At(eligibility).Member("on") is { IsAbsent: false } judged && LocalDateOf(judged.TextOrNull) > v.Of(asOf).InZone(rules.TimeZone).Date)
            {
                judged.Report(ProblemCodes.Contradiction, "a date after asOf", "a date up to that of asOf");
            }
        });
        o.Check(v =>
        {
            if (v.Has(asOf) && v.At(eligibility) is { IsAbsent: false } section)
            {
                LocalDate on = LocalDateOf(section.Member("on").TextOrNull) ?? v.Of(asOf).InZone(rules.TimeZone).Date;
                foreach (LocatedValue date in section.Member("conditions").Items.Select(condition => condition.Member("onset")).Concat(section.Member("screens").Members))
                {
                    RequireNotAfter(date, on);
                }
            }
        });
        return o.Makes(v =>
        {
            LocalDate today = v.Of(asOf).InZone(rules.TimeZone).Date;
            return new()
            {
                Id = v.Of(id),
                AsOf = v.Of(asOf),
                Eligibility = v.Of(eligibility) is { } known && known.ReferenceDate == default ? known with { ReferenceDate = today } : v.Of(eligibility),
                Consultation = v.Of(consultation),
                Continuity = v.Of(continuity),
                Protocol = v.Of(protocol),
                Route = v.Of(route),
                Visits = v.Of(visits),
                Scores = v.Of(scores),
                HasReasonToContinue = v.Of(reason),
                Maintenance = v.Of(maintenance) is { On: null } open ? open with { On = today } : v.Of(maintenance),
                Referrals = v.Of(referrals),
                Decisions = v.Of(decisions),
            };
        });
    }

    private ObjectFormat<EligibilityFacts> Eligibility()
    {
        var o = new ObjectFormat<EligibilityFacts>();
        var on = o.Default("on", f => f.ReferenceDate, CaseFormats.Date, default, "The clinic-local date the patient is judged on; left out, the date of asOf.");
        var conditions = o.Default("conditions", f => f.Conditions, Formats.List(Condition(), 0, 100), [], "The stated conditions.");
        var complete = o.Default("conditionsAreComplete", f => f.Completeness, CaseFormats.Completeness, ListCompleteness.Partial, "Whether these are all the conditions.");
        var screens = o.Optional("screens", f => f.Screens, new ScreenAnswersFormat(rules.Policy.Eligibility), "The answers by the id of the criterion.");
        var prior = o.Maybe("priorTherapyDocumented", f => f.IsPriorTherapyDocumented, Formats.Flag, "Whether failed earlier treatment is on record.");
        var verdict = o.Default("verdict", f => f.Verdict ?? PhysicianVerdict.NotRecorded, Formats.Enum<PhysicianVerdict>(), PhysicianVerdict.NotRecorded, "The verdict of the consultation.");
        var role = o.Maybe("verdictBy", f => f.VerdictRole, Formats.Enum<ClinicianRole>(), "Who recorded the verdict.");
        var reason = o.Maybe("verdictHasReason", f => f.HasVerdictReason, Formats.Flag, "Whether the verdict has a reason on record.");
        return o.Makes(v => new()
        {
            ReferenceDate = v.Of(on),
            Conditions = v.Of(conditions),
            Completeness = v.Of(complete),
            Screens = v.Of(screens),
            IsPriorTherapyDocumented = v.Of(prior),
            Verdict = v.Of(verdict),
            VerdictRole = v.Of(role),
            HasVerdictReason = v.Of(reason),
        });
    }

    // A case says what is on record at asOf. Appointments, intakes and departures may be planned; these may not.
    private static void RequireRecorded(IEnumerable<LocatedValue> items, ImmutableArray<CaseVisit> visits, Instant asOf)
    {
        foreach ((LocatedValue item, CaseVisit visit) in items.Zip(visits, static (item, visit) => (item, visit)))
        {
            RequireRecorded(item.Member("arrival"), visit.Arrival?.Earliest, asOf);
            RequireRecorded(item.Member("start"), visit.Start, asOf);
            RequireRecorded(item.Member("end"), visit.End, asOf);
            RequireRecorded(item.Member("left"), visit.Left?.Earliest, asOf);
            RequireRecorded(item.Member("cancelled").Member("at"), visit.Cancellation?.At?.Earliest, asOf);
        }
    }

    private static void RequireRecorded(IEnumerable<LocatedValue> items, ImmutableArray<CaseScore> scores, Instant asOf)
    {
        foreach ((LocatedValue item, CaseScore score) in items.Zip(scores, static (item, score) => (item, score)))
        {
            RequireRecorded(item.Member("at"), score.At.Earliest, asOf);
        }
    }

    private static void RequireRecorded(LocatedValue at, Instant? recorded, Instant asOf)
    {
        if (recorded > asOf)
        {
            at.Report(ProblemCodes.Contradiction, "a recorded time after asOf", "a time up to asOf; leave it out while it is only planned");
        }
    }

    // What has happened has happened by the date it is judged on.
    private static void RequireNotAfter(LocatedValue date, LocalDate on)
    {
        LocatedValue first = date.Is(LocatedKind.Object) ? date.Member("from") : date;
        if (LocalDateOf(first.TextOrNull) is { } earliest && earliest > on)
        {
            first.Report(ProblemCodes.Contradiction, "a date after the date it is judged on", "a date up to the date it is judged on");
        }
    }

    private static LocalDate? LocalDateOf(string? text) =>
        text is not null && IsoTime.TryDate(text.Length == 7 ? text + "-01" : text, out LocalDate date) ? date : null;

    private ObjectFormat<StatedCondition> Condition()
    {
        var o = new ObjectFormat<StatedCondition>();
        var name = o.Optional("name", c => c.Name, ConditionName, "The condition as stated.");
        var onset = o.Optional("onset", c => c.EarliestOnset is { } from && c.LatestOnset is { } to ? new DateInterval(from, to) : null, CaseFormats.Days, "When it began.");
        var remission = o.Maybe("inFullRemission", c => c.IsInFullRemission, Formats.Flag, "Whether it is in full remission.");
        return o.Makes(v => new(v.Of(name), v.Of(onset)?.Start, v.Of(onset)?.End, v.Of(remission)));
    }

    private static ObjectFormat<CaseConsultation> Consultation()
    {
        var o = new ObjectFormat<CaseConsultation>();
        var held = o.Maybe("held", c => c.IsHeld, Formats.Flag, "Whether it was held.");
        var history = o.Maybe("historyRecorded", c => c.IsHistoryRecorded, Formats.Flag, "Whether the clinical history is recorded.");
        var medications = o.Maybe("medicationsRecorded", c => c.AreMedicationsRecorded, Formats.Flag, "Whether the medicines are recorded.");
        var appropriateness = o.Maybe("appropriatenessRecorded", c => c.IsAppropriatenessRecorded, Formats.Flag, "Whether appropriateness is recorded.");
        return o.Makes(v => new()
        {
            IsHeld = v.Of(held),
            IsHistoryRecorded = v.Of(history),
            AreMedicationsRecorded = v.Of(medications),
            IsAppropriatenessRecorded = v.Of(appropriateness),
        });
    }

    private ObjectFormat<ContinuityFacts> Continuity()
    {
        var o = new ObjectFormat<ContinuityFacts>();
        var medicines = o.Default("medicines", f => f.Medicines, Formats.Distinct(Medicine, 0, 200), [], "The present medicines.");
        var areAll = o.Default("medicinesAreComplete", f => f.MedicinesCompleteness, CaseFormats.Completeness, ListCompleteness.Partial, "Whether these are all the medicines.");
        var changes = o.Default("changes", f => f.Changes, Formats.List(Change(), 0, 200), [], "The changes to medicines, made or wanted.");
        var areAllChanges = o.Default("changesAreComplete", f => f.ChangesCompleteness, CaseFormats.Completeness, ListCompleteness.Partial, "Whether these are all the changes.");
        var provider = o.Maybe("provider", f => f.Provider, Formats.Enum<ProviderOnFile>(), "The managing provider on file.");
        return o.Makes(v => new()
        {
            Medicines = v.Of(medicines),
            MedicinesCompleteness = v.Of(areAll),
            Changes = v.Of(changes),
            ChangesCompleteness = v.Of(areAllChanges),
            Provider = v.Of(provider),
        });
    }

    private ObjectFormat<MedicationChangeFacts> Change()
    {
        var o = new ObjectFormat<MedicationChangeFacts>();
        var medicine = o.Optional("medicine", f => f.Medicine, Medicine, "The medicine.");
        var ordered = o.Maybe("providerOrdered", f => f.IsProviderOrdered, Formats.Flag, "Whether the managing provider ordered it.");
        var made = o.Maybe("alreadyMade", f => f.IsAlreadyMade, Formats.Flag, "Whether it is already made.");
        var consulted = o.Maybe("providerConsulted", f => f.IsProviderConsulted, Formats.Flag, "Whether the managing provider was consulted.");
        var maintenance = o.Maybe("inMaintenance", f => f.IsMaintenance, Formats.Flag, "Whether the patient is in maintenance.");
        var touch = o.Maybe("clinicInTouch", f => f.IsClinicInTouch, Formats.Flag, "Whether the clinic has been in touch with that provider.");
        return o.Makes(v => new()
        {
            Medicine = v.Of(medicine),
            IsProviderOrdered = v.Of(ordered),
            IsAlreadyMade = v.Of(made),
            IsProviderConsulted = v.Of(consulted),
            IsMaintenance = v.Of(maintenance),
            IsClinicInTouch = v.Of(touch),
        });
    }

    private ObjectFormat<CaseVisit> Visit()
    {
        var o = new ObjectFormat<CaseVisit>();
        var id = o.Required("id", c => c.Id, Formats.Id(), "The kebab-case id of the visit.");
        var appointment = o.Required("appointment", c => c.Appointment, Moment, "The scheduled appointment.");
        var arrival = o.Maybe("arrival", c => c.Arrival, Moment, "When the patient arrived.");
        var departure = o.Maybe("departure", c => c.Departure, Moment, "When the patient sets out.");
        var intakes = o.Default("intakes", c => c.Intakes, Formats.List(Intake(), 0, 500), [], "What was eaten and drunk, and what was not.");
        var complete = o.Default("intakesAreComplete", c => c.IntakesCompleteness, CaseFormats.Completeness, ListCompleteness.Partial, "Whether this is everything.");
        var start = o.Maybe("start", c => c.Start, At, "The recorded start of the infusion.");
        var end = o.Maybe("end", c => c.End, At, "The recorded end of the infusion, or the time it was broken off.");
        var aborted = o.Default("aborted", c => c.IsAborted, Formats.Flag, false, "Whether the infusion was broken off.");
        var walks = o.Maybe("walksSteadily", c => c.WalksSteadily, Formats.Flag, "Whether the patient walks steadily.");
        var score = o.Maybe("dischargeScore", c => c.DischargeScore, Formats.Int(0, 10, "points"), "The score on the policy's discharge scale.");
        var ride = o.Maybe("rideArranged", c => c.RideArranged, Formats.Flag, "Whether a ride is arranged; a taxi is one.");
        var accompanied = o.Maybe("accompanied", c => c.Accompanied, Formats.Flag, "Whether a person accompanies the patient.");
        var left = o.Maybe("left", c => c.Left, Moment, "When the patient left the clinic.");
        var effects = o.Default("sideEffects", c => c.SideEffects, Formats.List(SideEffect(), 0, 200), [], "The effects the patient reported.");
        var conduct = o.Optional("conduct", c => c.Conduct, Conduct(), "How the visit was conducted.");
        var signs = o.Default("vitalSigns", c => c.VitalSigns, Formats.List(VitalSigns(), 0, 3), [], "Which vital signs are recorded, part by part.");
        var pressure = o.Optional("bloodPressure", c => c.BloodPressure, BloodPressure(), "The blood pressure before the infusion.");
        var checklist = o.Optional("checklist", c => c.Checklist, Checklist(), "The steps before the infusion.");
        var price = o.Maybe("price", c => c.Price, Formats.Money, "What the visit costs.");
        var cancelled = o.Optional("cancelled", c => c.Cancellation, Cancellation(), "How the appointment was cancelled.");
        o.Holds(end, start, v => v.Of(end) is null || v.Of(start) is not null, "an end without a start", "an end with its start");
        o.Holds(end, start, v => v.Of(end) is null || v.Of(start) is null || v.Of(end) >= v.Of(start), "an end before the start", "an end that is not before the start");
        o.Holds(arrival, start, v => v.Of(arrival) is not { } time || v.Of(start) is null || time.Earliest <= v.Of(start), "an arrival after the start", "an arrival that is not after the start");
        o.Holds(left, end, v => v.Of(left) is not { } time || v.Of(end) is null || time.Latest >= v.Of(end), "a departure before the end", "a time that is not before the end");
        o.Holds(cancelled, start, v => v.Of(cancelled) is null || v.Of(start) is null, "a cancelled visit whose infusion started", "cancelled, or a start");
        o.Holds(aborted, end, v => !v.Of(aborted) || v.Of(end) is not null, "a broken-off infusion without an end", "the time it was broken off in end");
        o.Check(v => RequireCurrency(v.At(price)));
        return o.Makes(v => new()
        {
            Id = v.Of(id),
            Appointment = v.Of(appointment),
            Arrival = v.Of(arrival),
            Departure = v.Of(departure),
            Intakes = v.Of(intakes),
            IntakesCompleteness = v.Of(complete),
            Start = v.Of(start),
            End = v.Of(end),
            IsAborted = v.Of(aborted),
            WalksSteadily = v.Of(walks),
            DischargeScore = v.Of(score),
            RideArranged = v.Of(ride),
            Accompanied = v.Of(accompanied),
            Left = v.Of(left),
            SideEffects = v.Of(effects),
            Conduct = v.Of(conduct),
            VitalSigns = v.Of(signs),
            BloodPressure = v.Of(pressure),
            Checklist = v.Of(checklist),
            Price = v.Of(price),
            Cancellation = v.Of(cancelled),
        });
    }

    private void RequireCurrency(LocatedValue price)
    {
        string ours = rules.Policy.Fees.FastingCancellation.Currency;
        LocatedValue currency = price.Member("currency");
        if (currency.TextOrNull is { } text && text != ours)
        {
            currency.Report(ProblemCodes.Contradiction, "another currency than the policy's", "the policy's currency " + ours);
        }
    }

    private UnionFormat<Intake> Intake()
    {
        var none = new ObjectFormat<Intake>();
        var since = none.Required("noneSince", i => i.NoneSince.GetValueOrDefault(), At, "Nothing was taken after this time.");
        var ofKind = none.Optional("what", i => i.Kind, Food, "Nothing of this kind; left out, nothing at all.");
        var taken = new ObjectFormat<Intake>();
        var what = taken.Optional("what", i => i.Kind, Food, "The policy's kind or food; any other name is one the policy has no rule for.");
        var at = taken.Maybe("at", i => i.At, Moment, "When it ended.");
        var asa = taken.Maybe("guidelineKind", i => i.AsaKind, Formats.Enum<AsaKind>(), "The anesthesiologists' kind.");
        return new UnionFormat<Intake>()
            .Or("at", taken.Makes(v => Fasting.Intake.Of(v.Of(what), v.Of(at), v.Of(asa))), intake => intake.NoneSince is null)
            .Or("noneSince", none.Makes(v => Fasting.Intake.None(v.Of(ofKind), v.Of(since))), intake => intake.NoneSince is not null);
    }

    private ObjectFormat<SideEffectFacts> SideEffect()
    {
        var o = new ObjectFormat<SideEffectFacts>();
        var effect = o.Optional("effect", f => f.Effect, Effect, "The effect as the policy's catalogue names it; any other is not in it.");
        var at = o.Maybe("at", f => f.PresentAt, Moment, "When it was still present.");
        return o.Makes(v => new() { Effect = v.Of(effect), PresentAt = v.Of(at) });
    }

    private static ObjectFormat<ConductFacts> Conduct()
    {
        var o = new ObjectFormat<ConductFacts>();
        var accommodations = o.Maybe("accommodationsOffered", f => f.AccommodationsOffered, Formats.Flag, "Whether commode and urinal were offered.");
        var walked = o.Maybe("walkedDuringInfusion", f => f.WalkedDuringInfusion, Formats.Flag, "Whether the patient walked during the infusion.");
        var clinician = o.Maybe("clinicianAvailable", f => f.ClinicianAvailable, Formats.Flag, "Whether a physician or nurse was immediately available.");
        var physician = o.Maybe("emergencyPhysicianResponsible", f => f.EmergencyPhysicianResponsible, Formats.Flag, "Whether a board-certified emergency physician was responsible.");
        return o.Makes(v => new()
        {
            AccommodationsOffered = v.Of(accommodations),
            WalkedDuringInfusion = v.Of(walked),
            ClinicianAvailable = v.Of(clinician),
            EmergencyPhysicianResponsible = v.Of(physician),
        });
    }

    private static ObjectFormat<VitalSignFacts> VitalSigns()
    {
        var o = new ObjectFormat<VitalSignFacts>();
        var phase = o.Maybe("phase", f => f.Phase, Formats.Enum<VisitPhase>(), "The part of the visit.");
        var rate = o.Maybe("heartRate", f => f.HeartRateRecorded, Formats.Flag, "Whether the heart rate is recorded.");
        var pressure = o.Maybe("bloodPressure", f => f.BloodPressureRecorded, Formats.Flag, "Whether the blood pressure is recorded.");
        var oxygen = o.Maybe("oxygenSaturation", f => f.OxygenSaturationRecorded, Formats.Flag, "Whether the oxygen saturation is recorded.");
        return o.Makes(v => new()
        {
            Phase = v.Of(phase),
            HeartRateRecorded = v.Of(rate),
            BloodPressureRecorded = v.Of(pressure),
            OxygenSaturationRecorded = v.Of(oxygen),
        });
    }

    private static ObjectFormat<BloodPressureFacts> BloodPressure()
    {
        var o = new ObjectFormat<BloodPressureFacts>();
        var systolic = o.Maybe("systolic", f => f.Systolic, Formats.Int(1, 400, "mmHg"), "The systolic pressure.");
        var diastolic = o.Maybe("diastolic", f => f.Diastolic, Formats.Int(1, 400, "mmHg"), "The diastolic pressure.");
        return o.Makes(v => new() { Systolic = v.Of(systolic), Diastolic = v.Of(diastolic) });
    }

    private static ObjectFormat<ChecklistFacts> Checklist()
    {
        var o = new ObjectFormat<ChecklistFacts>();
        var chart = o.Maybe("chartReview", f => f.ChartReview, Formats.Flag, "Whether the chart is reviewed.");
        var questions = o.Maybe("questionsAnswered", f => f.QuestionsAnswered, Formats.Flag, "Whether further questions are answered.");
        var bladder = o.Maybe("bladderEmptied", f => f.BladderEmptied, Formats.Flag, "Whether the bladder is emptied.");
        var iv = o.Maybe("ivPlaced", f => f.IvPlaced, Formats.Flag, "Whether the intravenous line is placed.");
        var monitor = o.Maybe("monitorAttached", f => f.MonitorAttached, Formats.Flag, "Whether the monitor is attached.");
        return o.Makes(v => new()
        {
            ChartReview = v.Of(chart),
            QuestionsAnswered = v.Of(questions),
            BladderEmptied = v.Of(bladder),
            IvPlaced = v.Of(iv),
            MonitorAttached = v.Of(monitor),
        });
    }

    private ObjectFormat<CaseCancellation> Cancellation()
    {
        var o = new ObjectFormat<CaseCancellation>();
        var by = o.Required("by", c => c.By, Formats.EnumBut(AppointmentEnd.InfusionGiven), "Who ended the appointment.");
        var reason = o.Maybe("reason", c => c.Reason, Formats.Enum<CancellationReason>(), "The clinic's primary reason on record.");
        var at = o.Maybe("at", c => c.At, Moment, "When it was cancelled.");
        var misses = o.Maybe("earlierMisses", c => c.EarlierMisses, Formats.Int(0, 1_000, "appointments"), "How many appointments the patient missed before.");
        var waiver = o.Optional("waiver", c => c.Waiver, OneOf(rules.Policy.Fees.WaiverReasons), "The reason for which the clinic waived the fee.");
        var next = o.Maybe("newAppointment", c => c.NewAppointment, Moment, "The appointment that takes its place.");
        return o.Makes(v => new()
        {
            By = v.Of(by),
            Reason = v.Of(reason),
            At = v.Of(at),
            EarlierMisses = v.Of(misses),
            Waiver = v.Of(waiver),
            NewAppointment = v.Of(next),
        });
    }

    private ObjectFormat<CaseScore> Score()
    {
        var o = new ObjectFormat<CaseScore>();
        var condition = o.Required("condition", s => s.Condition, Formats.Enum<ConditionCategory>(), "The group of conditions it is about.");
        var instrument = o.Required("instrument", s => s.Score.Instrument, Formats.Enum<Instrument>(), "The instrument.");
        var points = o.Required("points", s => s.Score.Points, Formats.Decimal(0, 80, 4, "points"), "The score.");
        var at = o.Required("at", s => s.At, Moment, "When it was taken.");
        o.Check(v =>
        {
            if (v.Has(instrument) && v.Has(points) && Clinic.Score.Check(v.Of(instrument), v.Of(points)) is { } problem)
            {
                v.Report(points, ProblemCodes.OutOfRange, "a score that the instrument does not have", problem);
            }
        });
        return o.Makes(v => new(v.Of(condition), Clinic.Score.Of(v.Of(instrument), v.Of(points)), v.Of(at)));
    }

    private ObjectFormat<CaseReferral> Referral()
    {
        var o = new ObjectFormat<CaseReferral>();
        var friend = o.Required("friend", r => r.Friend, Formats.Id(), "An id for the referred person; no name.");
        var booking = o.Required("scheduled", r => r.Booking, Formats.Enum<FriendBooking>(), "What the referred person has scheduled.");
        var at = o.Maybe("at", r => r.ScheduledAt, At, "When it was scheduled; left out, before every visit.");
        var before = o.Default("referredBefore", r => r.IsReferredBefore, Formats.Flag, false, "Whether somebody else's referral of that person was recorded first.");
        return o.Makes(v => new() { Friend = v.Of(friend), Booking = v.Of(booking), ScheduledAt = v.Of(at), IsReferredBefore = v.Of(before) });
    }

    private ObjectFormat<MaintenanceFacts> Maintenance()
    {
        var o = new ObjectFormat<MaintenanceFacts>();
        var reached = o.Maybe("reached", f => f.IsInMaintenance, Formats.Flag, "Whether the course has reached maintenance; left out, the response says so.");
        var on = o.Maybe("on", f => f.On, CaseFormats.Date, "The date that is asked about; left out, the date of asOf.");
        var symptoms = o.Maybe("symptomsAreBack", f => f.SymptomsAreBack, Formats.Flag, "Whether the symptoms are back.");
        var interval = o.Optional("clinicianInterval", f => f.ClinicianInterval, Interval(), "The interval a clinician has set.");
        var grade = o.Optional("responseGrade", f => f.ResponseGrade, Grade, "The grade of response.");
        var relief = o.Maybe("reliefDays", f => f.ReliefDays, Formats.Int(0, Most, "days"), "How many days relief lasted.");
        var ordinal = o.Maybe("ordinal", f => f.Ordinal, Formats.Int(1, 1_000, "infusions"), "Which maintenance infusion comes next, 1 for the first.");
        return o.Makes(v => new()
        {
            IsInMaintenance = v.Of(reached),
            On = v.Of(on),
            SymptomsAreBack = v.Of(symptoms),
            ClinicianInterval = v.Of(interval),
            ResponseGrade = v.Of(grade),
            ReliefDays = v.Of(relief),
            Ordinal = v.Of(ordinal),
        });
    }

    private static ObjectFormat<ClinicianInterval> Interval()
    {
        var o = new ObjectFormat<ClinicianInterval>();
        var earliest = o.Required("earliest", i => i.Earliest, CaseFormats.Period, "The shortest interval.");
        var latest = o.Required("latest", i => i.Latest, CaseFormats.Period, "The longest interval, inclusive; the same for one interval.");
        o.Holds(latest, earliest, v => CalendarPeriods.NeverAfter(v.Of(earliest), v.Of(latest)), "an interval that may end before earliest", "one that never does");
        return o.Makes(v => ClinicianInterval.Between(v.Of(earliest), v.Of(latest)));
    }

    // The rules compare these names whatever their case.
    private static Format<string> AnyCase(IEnumerable<string> names)
    {
        string[] known = [.. names];
        return CaseFormats.Name(known, name => known.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static Format<string> Exactly(string[] known) => CaseFormats.Name(known, name => known.Contains(name, StringComparer.Ordinal));

    // The rules compare the id of a kind exactly, and the name of a food whatever its case.
    private static Format<string> FoodOf(FastingPolicy policy)
    {
        string[] kinds = [.. policy.Kinds.Select(kind => kind.Id), IntakeKind.OralMedicine, IntakeKind.Unlisted];
        string[] foods = [.. policy.Foods.Select(food => food.Name)];
        return CaseFormats.Name(
            [.. kinds, .. foods], name => kinds.Contains(name, StringComparer.Ordinal) || foods.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static Format<string> OneOf(IReadOnlyCollection<string> names) => new(new ScalarFormat(
        "string", "one of a list",
        at => at.Name(names), static (json, value) => json.WriteStringValue((string)value), static (_, _) => { }));
}
