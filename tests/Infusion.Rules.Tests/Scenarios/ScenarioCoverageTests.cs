using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Infusion.Rules.Tests.Reference;

namespace Infusion.Rules.Tests.Scenarios;

/// <summary>The acceptance scenarios are numbered S1 to S25, and each has a test of the library that says so in its name.</summary>
public partial class ScenarioCoverageTests
{
    [Fact]
    public void Each_of_the_25_scenarios_has_a_test_that_names_it()
    {
        int[] named =
        [
            .. Tests(
                typeof(ScenarioCoverageTests).Assembly.GetTypes()
                    .Where(type => type != typeof(ReferenceSelfTests))).SelectMany(Numbers).Distinct().Order(),
        ];
        Assert.Equal(Enumerable.Range(1, 25), named);
    }

    [Theory]
    [InlineData("S5_S6_S7_the_restriction_runs_24_elapsed_hours_from_the_end", new[] { 5, 6, 7 })]
    [InlineData("S18ac_the_clinic_cancels_once", new[] { 18 })]
    [InlineData("S12_and_S13_thirty_percent_is_reached_exactly", new[] { 12, 13 })]
    [InlineData("The_PADSS_9_is_no_scenario", new int[0])]
    public void A_scenario_is_named_at_the_start_of_a_word(string name, int[] numbers) => Assert.Equal(numbers, Numbers(name));

    private static IEnumerable<string> Tests(IEnumerable<Type> types) => types
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute))
        .Select(method => method.Name);

    private static IEnumerable<int> Numbers(string name) =>
        Number.Matches(name).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex("(?<![A-Za-z0-9])S([0-9]+)[a-z]*(?=_)")]
    private static partial Regex Number { get; }
}
