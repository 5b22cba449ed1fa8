using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>One patient, as the facts of six rooms.</summary>
internal sealed record Patient(
    Applicant Eligibility,
    ConditionGroups Protocol,
    Visit Visit,
    ScoredInstrument Response,
    MaintenanceInCourse Maintenance);
