using System.Reflection;
using System.Text.RegularExpressions;
using Infusion.Rules.Decisions;
using Infusion.Rules.Tests.Repository;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Tests.Repository;

/// <summary>The glossary is kept: its words to avoid occur in no public name, and what is decided has one verb.</summary>
public sealed partial class GlossaryTests
{
    private static Type[] Public { get; } =
    [
        .. typeof(InfusionRules).Assembly.GetExportedTypes(), .. typeof(PolicyDiff).Assembly.GetExportedTypes(),
    ];

    [Fact]
    public void No_word_to_avoid_occurs_in_a_public_name()
    {
        HashSet<string> avoided = [.. Avoided()];
        string[] names = [.. Public.SelectMany(Names).Distinct()];
        Assert.True(avoided.Count >= 12, $"Only {avoided.Count} words are to be avoided.");
        Assert.True(names.Length > 1_500, $"Only {names.Length} names were looked at.");

        // The page itself says that it is not a cure.
        RepositoryFiles.AssertNone(
            names.Where(name => Words(name.Replace("NotACure", "", StringComparison.Ordinal)).Any(avoided.Contains)));
    }

    [Fact]
    public void A_word_to_avoid_is_seen_in_a_name() => Assert.Contains("safety", Words("Axis.SafetyMargin"));

    [Fact]
    public void Whatever_decides_is_called_decide_and_nothing_else_is()
    {
        MethodInfo[] methods =
        [
            .. typeof(InfusionRules).GetProperties().Select(room => room.PropertyType)
                .Where(type => type.Name.EndsWith("Rules", StringComparison.Ordinal) && type != typeof(InfusionRules))
                .SelectMany(
                    room =>
                        room.GetMethods(
                            BindingFlags.Public
                            | BindingFlags.Instance | BindingFlags.Static
                            | BindingFlags.DeclaredOnly)).Where(method => !method.IsSpecialName),
        ];
        Assert.True(methods.Count(IsDeciding) > 30, "too few methods decide");
        RepositoryFiles.AssertNone(
            methods.Where(
                method =>
                    IsDeciding(method) != method.Name.StartsWith("Decide", StringComparison.Ordinal)).Select(method =>
                        $"{method.DeclaringType!.Name}.{method.Name}"));
    }

    [Fact]
    public void No_two_types_have_one_name() => Assert.Distinct(Public.Where(type => !type.IsNested).Select(type => type.Name));

    private static bool IsDeciding(MethodInfo method) =>
        Of(method.ReturnType) is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Decision<>);

    private static Type Of(Type type) =>
        type.IsGenericType && type.Name.Split('`')[0] is "ImmutableArray" or "Nullable" ? type.GetGenericArguments()[0] : type;

    // What is to be avoided only of something, says so in brackets; a name cannot tell.
    private static IEnumerable<string> Avoided() =>
        from Match row in Row().Matches(RepositoryFiles.Read("docs/glossary.md").Split("## Words to avoid")[1])
        where !row.Groups["words"].Value.Contains('(', StringComparison.Ordinal)
        from word in row.Groups["words"].Value.Split(',')
        where !word.Trim().Contains(' ', StringComparison.Ordinal)
        select word.Trim();

    private static IEnumerable<string> Names(Type type) =>
        type.GetMembers(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(member =>
                $"{type.Name}.{member.Name}")
            .Concat(type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .SelectMany(method => method.GetParameters().Select(parameter => $"{type.Name}.{method.Name}.{parameter.Name}")));

    private static IEnumerable<string> Words(string name) => Word().Matches(name).Select(word => word.Value.ToLowerInvariant());

    [GeneratedRegex(@"^\| (?!do not say|---)(?<words>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Word();
}
