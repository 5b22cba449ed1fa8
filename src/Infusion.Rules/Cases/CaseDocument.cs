using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Cases;

/// <summary>How a case stands in a file: one declaration for each property reads it and writes it.</summary>
/// <param name="rules">The rules whose zone, criteria, protocols and tables the case is about.</param>
internal sealed class CaseDocument(InfusionRules rules)
{
    /// <summary>The newest format that is read, and the one that is written.</summary>
    public const int Newest = 1;

    private const int Most = 10_000;

    // Two threads may both make it; either is right.
    private ObjectFormat<PatientCase> Format => field ??= Case();

    private Format<ProtocolId> Protocol { get; } = new MappedFormat<string, ProtocolId>(
        OneOf([.. rules.Policy.Protocols.Protocols.Select(protocol => protocol.Id.Name)]), static name => new(name), static id => id.Name);


    /// <summary>Reads the members of a case document.</summary>
    public PatientCase? Read(ObjectReader o) => Format.ReadFrom(o, out PatientCase read) ? read : null;

    /// <summary>Writes the canonical form: indented by two spaces, line feeds, one at the end.</summary>
    public byte[] Write(PatientCase patientCase)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var json = new DocumentWriter(writer, rules.TimeZone);
            json.WriteStartObject();
            json.WriteNumber("format", Newest);
            Format.WriteMembers(json, patientCase);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>Writes the members of a case as JSON Schema.</summary>
    public void Describe(Utf8JsonWriter schema) => Format.Describe(schema, orNull: false);

    private ObjectFormat<PatientCase> Case()
    {
        var o = new ObjectFormat<PatientCase>();
        var id = o.Required("id", c => c.Id, Formats.Id(), "The kebab-case id of the case; no patient's name.");
        var asOf = o.Required("asOf", c => c.AsOf, RecordFormats.At, "The time everything is judged at.");
        var eligibility = o.Optional("eligibility", c => c.Eligibility, Assessment.Fields.All.Format, "Conditions, screening answers and the physician's verdict.");
        var consultation = o.Optional("consultation", c => c.Consultation, Consultation.Fields.All.Format, "What is recorded of the consultation.");
        var continuity = o.Optional("continuity", c => c.Continuity, Care.Fields.All.Format, "Medicines, changes to them, the managing provider.");
        var protocol = o.Maybe("protocol", c => c.Protocol, Protocol, "The protocol the infusions are given on.");
        var route = o.Maybe("route", c => c.Route, Formats.Enum<InfusionRoute>(), "The route asked for.");
        var visits = o.Default("visits", c => c.Visits, Formats.Named(Visit.Fields.All.Format, 0, Most, "id"), [], "The visits, past and planned.");
        var scores = o.Default("scores", c => c.Scores, Formats.List(ScoreEntry.Fields.All.Format, 0, Most), [], "Every score on record.");
        var reason = o.Maybe("reasonToContinue", c => c.HasReasonToContinue, Formats.Flag, "Whether a clinician has recorded a reason to go on against the recommendation.");
        var maintenance = o.Optional("maintenance", c => c.Maintenance, MaintenanceNote.Fields.All.Format, "What is known about maintenance beside the visits.");
        var referrals = o.Default("referrals", c => c.Referrals, Formats.Named(Referral.Fields.All.Format, 0, Most, "friend"), [], "The persons this patient has referred.");
        var decisions = o.Default("decisions", c => c.Decisions, Formats.List(new TableCaseFormat(rules), 0, Most), [], "Rows for single decision tables.");
        o.Check(v =>
        {
            if (v.Has(asOf) && v.Has(visits))
            {
                RequireRecorded(v.At(visits).Items, v.Of(visits), v.Of(asOf));
            }

            foreach (LocatedValue visit in v.At(visits).Items)
            {
                RequireCurrency(visit.Member("price"));
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
                Eligibility = v.Of(eligibility),
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

    // A case says what is on record at asOf. Appointments, intakes and departures may be planned; these may not.
    private static void RequireRecorded(IEnumerable<LocatedValue> items, ImmutableArray<Visit> visits, Instant asOf)
    {
        foreach ((LocatedValue item, Visit visit) in items.Zip(visits, static (item, visit) => (item, visit)))
        {
            RequireRecorded(item.Member("arrival"), visit.Arrival?.Earliest, asOf);
            RequireRecorded(item.Member("start"), visit.Start?.Earliest, asOf);
            RequireRecorded(item.Member("end"), visit.End?.Earliest, asOf);
            RequireRecorded(item.Member("left"), visit.Left?.Earliest, asOf);
            RequireRecorded(item.Member("cancelled").Member("at"), visit.Cancellation?.At?.Earliest, asOf);
        }
    }

    private static void RequireRecorded(IEnumerable<LocatedValue> items, ImmutableArray<ScoreEntry> scores, Instant asOf)
    {
        foreach ((LocatedValue item, ScoreEntry score) in items.Zip(scores, static (item, score) => (item, score)))
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

    private void RequireCurrency(LocatedValue price)
    {
        string ours = rules.Policy.Fees.FastingCancellation.Currency;
        LocatedValue currency = price.Member("currency");
        if (currency.TextOrNull is { } text && text != ours)
        {
            currency.Report(ProblemCodes.Contradiction, "another currency than the policy's", "the policy's currency " + ours);
        }
    }

    private static Format<string> OneOf(IReadOnlyCollection<string> names) => new(new ScalarFormat(
        "string", "one of a list",
        at => at.Name(names), static (json, value) => json.WriteStringValue((string)value), static (_, _) => { }));
}
