using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>The facts of many patients, one array for each room.</summary>
internal sealed class Panel(Patient[] patients)
{
    public EligibilityFacts[] Eligibility { get; } = [.. patients.Select(patient => patient.Eligibility)];

    public ProtocolFacts[] Protocol { get; } = [.. patients.Select(patient => patient.Protocol)];

    public FastingFacts[] Fasting { get; } = [.. patients.Select(patient => patient.Fasting)];

    public InstrumentFacts[] Response { get; } = [.. patients.Select(patient => patient.Response)];

    public FeeFacts[] Fee { get; } = [.. patients.Select(patient => patient.Fee)];

    public MaintenanceFacts[] Maintenance { get; } = [.. patients.Select(patient => patient.Maintenance)];
}
