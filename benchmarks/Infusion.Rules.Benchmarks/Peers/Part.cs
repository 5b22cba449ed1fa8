namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>The parts of the answer that the peers' rules give, each by its own rules.</summary>
internal enum Part
{
    Eligibility,
    DocumentationFinding,
    VerdictFinding,
    Protocol,
    Fasting,
    Earliest,
    Response,
    Fee,
    Maintenance,
    MaintenanceFinding,
    Due,
}
