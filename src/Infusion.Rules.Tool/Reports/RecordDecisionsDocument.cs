using Infusion.Rules.Reports;
using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Tool.Reports;

/// <summary>All decisions about a record as one document.</summary>
internal sealed record RecordDecisionsDocument(
    int Format, string Record, string At, string Policy, string PolicyVersion, DecisionDocument Stage,
    ImmutableArray<NextStepDocument> NextSteps, ImmutableArray<QuestionDocument> Questions,
    ImmutableArray<QuestionDocument> DocumentationGaps, ImmutableArray<ContradictionDocument> Contradictions,
    ImmutableArray<VoidedEntry> Voided, CreditsDocument? Credits,
    ImmutableArray<DecisionDocument> Patient, ImmutableArray<VisitDecisionsDocument> Visits, ImmutableArray<DecisionDocument> Course);

/// <summary>All decisions about one visit.</summary>
internal sealed record VisitDecisionsDocument(string Id, ImmutableArray<DecisionDocument> Decisions);

[JsonSourceGenerationOptions(
    WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecordDecisionsDocument))]
[JsonSerializable(typeof(DayDocument))]
internal sealed partial class RecordDecisionsJson : JsonSerializerContext;
