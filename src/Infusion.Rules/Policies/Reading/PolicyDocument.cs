using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Protocols;
using Infusion.Rules.Sources;
using NodaTime;

namespace Infusion.Rules.Policies.Reading;

/// <summary>A whole policy document: its sections, and what only all of them together can show.</summary>
internal static class PolicyDocument
{
    /// <summary>The newest format that is read, and the one that is written.</summary>
    public const int Newest = 2;

    /// <summary>The longest version, with the overlays it names.</summary>
    public const int LongestVersion = 200;

    private static Format<string> Zone { get; } = new(new ScalarFormat(
        "string", "IANA time-zone id", ZoneOf, static (json, value) => json.WriteStringValue((string)value),
        static (schema, _) => schema.WriteNumber("minLength", 1)));

    // INVARIANT: after Zone, which it uses.
    private static ObjectFormat<ClinicPolicy> Format { get; } = Create();

    /// <summary>A policy as a document of its own.</summary>
    public static DocumentFormat<ClinicPolicy> Document { get; } = new(
        Format, Newest, "format 2; write 2, and leave out what your clinic does not publish", StatedValue.WriteDefinitions);

    /// <summary>Writes the JSON Schema of policy documents.</summary>
    public static byte[] WriteSchema() => Document.Schema(
        "policy", "Infusion.Rules clinic policy",
        "One version of everything a clinic can set. What the schema cannot say (references, sums, dates that must not cross) the "
        + "library checks when it reads the file.");

    private static ObjectFormat<ClinicPolicy> Create()
    {
        var o = new ObjectFormat<ClinicPolicy>();
        var id = o.Required("id", p => p.Id, Formats.Id(), "The policy's kebab-case id, the same in all its versions.");
        var version = o.Required(
            "version", p => p.Version, Formats.Name(LongestVersion), "The version, such as 2026-01; every decision carries it.");
        var name = o.Required("name", p => p.Name, Formats.Name(200), "The clinic's name, for people.");
        var zone = o.Required("timeZone", p => p.TimeZone, Zone, "The clinic's time zone, such as America/New_York.");
        var sources = o.Default(
            "sources", p => p.Sources, Formats.Named(Source(), 0, 200, "id"), [],
            "The clinic's own sources, which citations name: its page, and works it refers to.");
        var eligibility = o.Optional("eligibility", p => p.Eligibility, EligibilitySection.Create(), "Consultation, indications, screens.");
        var continuity = o.Optional(
            "continuity", p => p.Continuity, ContinuitySection.Create(), "Care beside the patient's other treatment.");
        var protocols = o.Optional("protocols", p => p.Protocols, ProtocolsSection.Create(), "Protocols and induction.");
        var fasting = o.Optional("fasting", p => p.Fasting, FastingSection.Create(), "What may be eaten and drunk, until when.");
        var visits = o.Optional("visits", p => p.Visits, VisitsSection.Create(), "Arrival, recovery, release, driving.");
        var response = o.Optional("response", p => p.Response, ResponseSection.Create(), "Scores, response and remission.");
        var maintenance = o.Optional("maintenance", p => p.Maintenance, MaintenanceSection.Create(), "When to come back.");
        var fees = o.Optional("fees", p => p.Fees, FeesSection.Create(), "Fees and referral credits.");
        o.Check(v =>
        {
            bool isBuiltIn = !v.Has(id) || v.Of(id) == SourceRegister.PolicyId;
            var citations = new Citations(v.At(sources), hasRegister: isBuiltIn);
            RequireOwn(v.At(sources), isBuiltIn);
            var currencies = new Currencies();
            v.Whole.Visit(value =>
            {
                citations.Check(value);
                currencies.Check(value);
            });
        });
        o.Check(v =>
        {
            if (v.Has(protocols) && v.Has(visits) && v.Of(protocols) is { } ways && v.Of(visits) is { } visit)
            {
                RequireRecovery(ways, v.At(protocols).Member("protocols"), visit.RecoveryMinimum, visit.RecoveryPlanned);
            }
        });
        return o.Makes(v => new()
        {
            Id = v.Of(id),
            Version = v.Of(version),
            Name = v.Of(name),
            TimeZone = v.Of(zone),
            Sources = v.Of(sources),
            Eligibility = v.Of(eligibility),
            Continuity = v.Of(continuity),
            Protocols = v.Of(protocols),
            Fasting = v.Of(fasting),
            Visits = v.Of(visits),
            Response = v.Of(response),
            Maintenance = v.Of(maintenance),
            Fees = v.Of(fees),
        });
    }

    /// <summary>A work of the document's own list of sources.</summary>
    public static ObjectFormat<Reference> Source()
    {
        var o = new ObjectFormat<Reference>();
        var id = o.Required("id", source => source.Id, Formats.Id(Formats.OwnPolicy), "The kebab-case id that citations name.");
        var citation = o.Required(
            "citation", source => source.Citation, Formats.Name(1000), "How to find the work, and the facts taken from it.");
        var verified = o.Required("verified", source => source.Verified, Formats.Enum<VerifiedIn>(), "Where those facts were read.");
        return o.Makes(v => new(v.Of(id), v.Of(citation), v.Of(verified)));
    }

    /// <summary>Reports a source of a document that has the package's register and gives one of its ids another meaning.</summary>
    public static void RequireOwn(LocatedValue sources, bool hasRegister)
    {
        foreach (LocatedValue id in sources.Items.Select(static source => source.Member("id")))
        {
            if (hasRegister && id.TextOrNull is { } given && SourceRegister.IsPublished(given))
            {
                id.Report(ProblemCodes.DuplicateName, Problem.Quote(given) + " of the package's source register", "an id of its own");
            }
        }
    }

    // A place's clocks are known; an abbreviation such as EST stands for an offset all year, and Etc/GMT+5 lies west of Greenwich.
    private static string? ZoneOf(LocatedValue at)
    {
        string? value = at.String(100);
        if (value is null || (IsPlace(value) && DateTimeZoneProviders.Tzdb.GetZoneOrNull(value) is not null))
        {
            return value;
        }

        at.Report(
            ProblemCodes.UnknownName, Problem.Quote(value), "the IANA id of a place, such as America/New_York, or UTC",
            NearestName.To(value, DateTimeZoneProviders.Tzdb.Ids.Where(IsPlace)));
        return null;
    }

    private static bool IsPlace(string id) =>
        id is "UTC" or "Etc/UTC" || (id.IndexOf('/') > 0 && !id.StartsWith("Etc/", StringComparison.Ordinal));

    private static void RequireRecovery(ProtocolPolicy policy, LocatedValue at, Duration? minimum, Duration? planned)
    {
        LocatedValue[] places = at.Items;
        for (int index = 0; index < places.Length; index++)
        {
            (InfusionProtocol protocol, LocatedValue place) = (policy.Protocols[index], places[index]);
            if (protocol.PlannedRecovery is { } ownPlanned && protocol.MinimumRecovery is null && ownPlanned < minimum)
            {
                place.Member("plannedRecovery").Report(
                    ProblemCodes.Contradiction, "a planned recovery below the minimum", "at least recoveryMinimum of the visits section");
            }
            else if (protocol.MinimumRecovery is { } ownMinimum && protocol.PlannedRecovery is null && ownMinimum > planned)
            {
                place.Member("minimumRecovery").Report(
                    ProblemCodes.Contradiction, "a minimum recovery above the planned one",
                    "at most recoveryPlanned of the visits section");
            }
        }
    }
}
