using Infusion.Rules.Policies;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds what no table shows: values of a policy that contradict each other or what they cite.</summary>
internal static class PolicyContradictions
{
    public static IEnumerable<CheckFinding> Of(InfusionRules rules)
    {
        ClinicPolicy policy = rules.Policy;
        return IdleLimits.Of(rules)
            .Concat(policy.Eligibility is { } eligibility ? ScreensOfAll.Of(eligibility) : [])
            .Concat(policy.Visits is { } visits ? VisitOrder.Of(visits, policy.Protocols?.Protocols ?? []) : [])
            .Concat(policy.Response is { } response ? ResponseOrder.Of(response, policy.Protocols) : [])
            .Concat(policy.Maintenance is { } maintenance ? MaintenanceOrder.Of(maintenance, policy.Response) : [])
            .Concat(policy.Fees is { } fees ? FeeOrder.Of(fees) : [])
            .Concat(UntrueCitations.Of(rules));
    }

    /// <summary>The policy without the value that is wrong, where what follows from it can be told from the rest.</summary>
    public static ClinicPolicy? Without(ClinicPolicy policy, CheckFinding finding) =>
        ScreensOfAll.Without(policy, finding)
        ?? (finding is { Code: CheckCode.ReversedSteps, Table: "response.phq-9-severity" } && policy.Response is { } response
            ? policy with { Response = response with { Phq9Bands = [], Stated = response.Stated.With("phq9Bands", null) } }
            : null);
}
