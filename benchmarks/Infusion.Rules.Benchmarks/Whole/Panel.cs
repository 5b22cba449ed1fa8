using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>The facts of many patients, one array for each room.</summary>
/// <remarks>Each room's facts are made together, as a program makes them that reads a panel room by room: the span methods then walk through memory
/// in order. Facts made patient by patient lie far apart for each room, and take about twice as long to decide.</remarks>
internal sealed class Panel(Patient[] patients)
{
    public EligibilityFacts[] Eligibility { get; } = [.. patients.Select(patient =>
        patient.Eligibility with { Conditions = [.. patient.Eligibility.Conditions.Select(condition => condition with { })] })];

    public ProtocolFacts[] Protocol { get; } = [.. patients.Select(patient => patient.Protocol with { })];

    public FastingFacts[] Fasting { get; } = [.. patients.Select(patient =>
        patient.Fasting with { Intakes = [.. patient.Fasting.Intakes.Select(intake => intake with { })] })];

    public InstrumentFacts[] Response { get; } = [.. patients.Select(patient => patient.Response with { })];

    public FeeFacts[] Fee { get; } = [.. patients.Select(patient => patient.Fee with { })];

    public MaintenanceFacts[] Maintenance { get; } = [.. patients.Select(patient => patient.Maintenance with { })];
}
