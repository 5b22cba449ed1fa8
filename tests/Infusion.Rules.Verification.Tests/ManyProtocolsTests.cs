using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using NodaTime;

namespace Infusion.Rules.Verification.Tests;

/// <summary>The proof of a policy with many protocols, each with a recovery of its own.</summary>
public sealed class ManyProtocolsTests
{
    [Fact]
    public void Twelve_protocols_with_a_recovery_each_are_checked_whole()
    {
        CheckReport report = PolicyCheck.Run(new InfusionRules(With(12)));
        Assert.DoesNotContain(report.Findings, finding => finding.Code == CheckCode.OverBudget);
        Assert.Contains("visit.release", report.Tables);
    }

    [Fact]
    public void A_longer_recovery_of_one_of_twelve_is_proved_to_tighten_the_release_and_nothing_else_of_it()
    {
        ClinicPolicy old = With(12);
        InfusionProtocol[] protocols = [.. old.Protocols!.Protocols];

        // The published two stand before the twelve.
        protocols[9] = protocols[9] with { MinimumRecovery = protocols[9].MinimumRecovery + Duration.FromMinutes(1) };
        ClinicPolicy @new = old with { Version = "2", Protocols = old.Protocols with { Protocols = [.. protocols] } };
        DiffReport report = PolicyDiff.Compare(new InfusionRules(old), new InfusionRules(@new), new() { MostRecords = 0 });

        Assert.False(report.IsUndecided);
        Assert.Equal(ChangeClass.Tightens, report.On("visit.release-findings", ChangeAxis.Caution));
        Assert.Equal(ChangeClass.Tightens, report.On("visit.release", ChangeAxis.Caution));
        string[] shown =
        [
            .. report.Table("visit.release").Witnesses.Where(static witness => witness.Axis == ChangeAxis.Caution)
                .SelectMany(static witness => witness.Facts).Where(static fact => fact.Id == "visit.protocol")
                .Select(static fact => fact.After),
        ];
        Assert.NotEmpty(shown);
        Assert.All(shown, static protocol => Assert.Equal("protocol 7", protocol));
    }

    private static ClinicPolicy With(int count) => ClinicPolicy.VirginiaInfusionTherapies is var published
        ? published with
        {
            Protocols = published.Protocols! with
            {
                Protocols =
                [
                    .. published.Protocols.Protocols,
                    .. Enumerable.Range(0, count).Select(place => published.Protocols.Protocols[0] with
                    {
                        Id = new($"protocol-{place}"), MinimumRecovery = Duration.FromMinutes(40 + (3 * place)),
                        PlannedRecovery = Duration.FromMinutes(95 + (3 * place)), Serves = [],
                    }),
                ],
            },
        }
        : published;
}
