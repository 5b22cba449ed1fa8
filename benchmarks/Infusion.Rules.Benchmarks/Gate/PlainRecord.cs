using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>A record as plain objects, read by the code that System.Text.Json
/// generates: no problem is located, and no rule about a value is checked.</summary>
internal sealed record PlainRecord(int Format, string Id, DateTime AsOf, PlainRecord.Assessment Eligibility, PlainRecord.Visit[] Visits)
{
    internal sealed record Condition(string Name, string Onset, bool InFullRemission);

    internal sealed record Assessment(
        DateOnly On, Condition[] Conditions, bool ConditionsAreComplete, bool PriorTherapyDocumented, PhysicianVerdict Verdict,
        ClinicianRole VerdictBy);

    internal sealed record Intake(string What, DateTime At);

    internal sealed record Visit(string Id, DateTime Appointment, Intake[] Intakes, bool IntakesAreComplete, DateTime Start, DateTime End);
}

/// <summary>What System.Text.Json generates for it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlainRecord))]
internal sealed partial class PlainRecordContext : JsonSerializerContext;
