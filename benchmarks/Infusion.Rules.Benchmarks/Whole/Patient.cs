using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>One patient, as the facts of six rooms.</summary>
internal sealed record Patient(
    EligibilityFacts Eligibility,
    ProtocolFacts Protocol,
    FastingFacts Fasting,
    InstrumentFacts Response,
    FeeFacts Fee,
    MaintenanceFacts Maintenance);
