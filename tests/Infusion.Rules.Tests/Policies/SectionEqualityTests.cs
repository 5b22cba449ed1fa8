using System.Reflection;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Tests.Policies;

/// <summary>Sections compare by hand, property by property, and two policies are one where all of their sections are equal.</summary>
public class SectionEqualityTests
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.Instance;

    private static PropertyInfo[] Sections =>
    [
        .. typeof(ClinicPolicy).GetProperties(Instance)
            .Where(static property => property.CanWrite && property.PropertyType.Name.EndsWith("Policy", StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Names => [.. Sections.Select(static section => section.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_section_that_differs_in_one_property_is_another_section(string name)
    {
        PropertyInfo section = Sections.Single(one => one.Name == name);
        object[] filled = [.. FilledPolicy.Policies.Select(section.GetValue).OfType<object>().Distinct()];
        object empty = Activator.CreateInstance(section.PropertyType)!;
        int compared = 0;
        foreach (PropertyInfo property in section.PropertyType.GetProperties(Instance).Where(static one => one.CanWrite))
        {
            object[] others = [.. filled.Select(property.GetValue).OfType<object>().Where(value => !IsSame(value, property.GetValue(empty)))];
            if (others.Length == 0)
            {
                continue;
            }

            object changed = Copy(empty);
            property.SetValue(changed, others[0]);
            Assert.False(empty.Equals(changed), $"{name}.{property.Name} is not compared");
            object same = Copy(empty);
            property.SetValue(same, others[0]);
            Assert.True(changed.Equals(same), $"{name}.{property.Name} is compared by its place");
            compared++;
        }

        Assert.True(compared > 0, $"Nothing of {name} was compared.");
    }

    private static object Copy(object record) => record.GetType().GetMethod("<Clone>$", Instance)!.Invoke(record, null)!;

    // What holds nothing is equal whichever list it is.
    private static bool IsSame(object one, object? other) =>
        one is System.Collections.IEnumerable items and not string && other is System.Collections.IEnumerable others
            ? items.Cast<object>().SequenceEqual(others.Cast<object>())
            : one.Equals(other);
}
