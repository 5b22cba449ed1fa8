using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Tests;
using Infusion.Rules.Tests.Policies.ClinicShapes;
using NodaTime;

namespace Infusion.Rules.Tool.Tests;

/// <summary>The worked example of a change is a clinic with the published numbers
/// in its handbook, and the same with one hour for clear liquids.</summary>
public class SampleChangeTests
{
    [Theory]
    [InlineData("first.json", "1")]
    [InlineData("next.json", "2")]
    public void The_sample_policy_is_made_of_the_published_one(string name, string version)
    {
        string text = Policy(version).ToJson();
        string path = Path.Combine(Evidence.Root, "samples", "change", name);
        if (Environment.GetEnvironmentVariable("INFUSION_RULES_WRITE") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static ClinicPolicy Policy(string version)
    {
        ClinicPolicy first = Handbook.Of("sample-clinic", "Sample Clinic", "America/New_York") with { Version = version };
        return version == "1" ? first : first with
        {
            Fasting = first.Fasting! with
            {
                Kinds =
                [
                    .. first.Fasting.Kinds.Select(kind => kind.Id != "clear-liquid" ? kind
                        : new IntakeKind(
                            kind.Id, kind.Rule, kind.Name, [new IntakeLimit.Window(Duration.FromHours(1))], Tables.Provenance.ClinicPolicy,
                            ["clinic-policy"], kind.AsaKind)),
                ],
            },
        };
    }
}
