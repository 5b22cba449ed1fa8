using System.Reflection;
using System.Runtime.CompilerServices;
using Infusion.Rules.Tests.Repository;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Tests.Repository;

/// <summary>What is public is used by a snippet of the documentation, the
/// sample or the tool, or surface.txt says what it is public for.</summary>
public sealed class SurfaceTests
{
    private const string List = "tests/Infusion.Rules.Tool.Tests/Repository/surface.txt";

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static Assembly Library => typeof(InfusionRules).Assembly;

    private static Assembly Proofs => typeof(PolicyDiff).Assembly;

    [Fact]
    public void Whatever_is_public_is_used_or_listed_with_a_reason()
    {
        (string Pattern, string Reason)[] listed = [.. Listed()];
        string[] unused = [.. Unused().Order(StringComparer.Ordinal)];
        Assert.All(listed, entry => Assert.True(entry.Reason.Length > 10, $"'{entry.Pattern}' has no reason."));
        Assert.Distinct(listed.Select(entry => entry.Pattern));
        RepositoryFiles.AssertNone(unused.Where(name => !listed.Any(entry => Matches(entry.Pattern, name))));
        RepositoryFiles.AssertNone(
            listed.Where(
                entry =>
                    !unused.Any(name => Matches(entry.Pattern, name))).Select(entry => $"'{entry.Pattern}' is listed and not needed."));
    }

    private static IEnumerable<string> Unused()
    {
        Type[] users =
        [
            .. typeof(ToolApp).Assembly.GetTypes(), .. Proofs.GetTypes(), .. typeof(Infusion.Rules.Reports.CourseReport).Assembly.GetTypes(), .. Assembly.Load("Infusion.Rules.Sample").GetTypes(),
            .. typeof(Snippets).Assembly.GetTypes()
                .Where(type => Outermost(type) == typeof(Snippets) || Outermost(type) == typeof(CompareSnippet)),
            .. Library.GetTypes().Where(IsFormat),
        ];
        Assert.True(users.Length > 200, $"Only {users.Length} types were looked at.");
        var used = new HashSet<(Type, string)>();
        var types = new HashSet<Type>();
        foreach (Type user in users)
        {
            types.UnionWith(CompiledReferences.Of(user).Where(type => type.Assembly != user.Assembly));
            foreach (MemberInfo member in CompiledReferences.MembersOf(user))
            {
                Type? owner = member is Type type ? type : member.DeclaringType;
                if (owner is not null && (owner.Assembly != user.Assembly || IsFormat(user)))
                {
                    used.Add((Definition(owner), NameOf(member)));
                }
            }
        }

        Type[] exported = [.. Library.GetExportedTypes(), .. Proofs.GetExportedTypes()];
        HashSet<Type> signatures = [.. exported.SelectMany(InSignatures)];
        foreach (Type type in exported)
        {
            if (!types.Contains(type) && !signatures.Contains(type) && type is { IsEnum: true } or { IsAbstract: true, IsSealed: true })
            {
                yield return TypeName(type);
            }

            foreach (MemberInfo member in type.GetMembers(Declared).Where(member => !type.IsEnum && IsOurs(member)).DistinctBy(NameOf))
            {
                if (!used.Contains((type, NameOf(member))))
                {
                    yield return $"{TypeName(type)}.{NameOf(member)}";
                }
            }
        }
    }

    // An enum is there for the members that give it or take it.
    private static IEnumerable<Type> InSignatures(Type type) => type.GetMethods(Declared).Where(_ => !type.IsEnum)
        .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
        .SelectMany(WithArguments);

    private static IEnumerable<Type> WithArguments(Type type) => type.GetGenericArguments().SelectMany(WithArguments).Append(type);

    // What a file of a policy, a record or a decision holds is public for that.
    private static bool IsFormat(Type type) =>
        type.Namespace is "Infusion.Rules.Policies.Reading" || Outermost(type).Name.EndsWith("JsonContext", StringComparison.Ordinal)
        || Enclosing(type).Any(outer => outer.Name == "Fields");

    private static IEnumerable<Type> Enclosing(Type type) => type.DeclaringType is { } outer ? [type, .. Enclosing(outer)] : [type];

    // What every type of its kind has is no member anybody chose: equality, text, copying, and what the compiler adds.
    private static bool IsOurs(MemberInfo member) => member switch
    {
        Type => false,
        MethodInfo { IsSpecialName: true } method =>
            method.Name is not ("op_Equality" or "op_Inequality") && method.Name.StartsWith("op_", StringComparison.Ordinal),
        MethodInfo method =>
            method.GetBaseDefinition() == method
            && method.Name is not ("Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "CompareTo" or "GetEnumerator" or "TryFormat")
            && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && !method.Name.StartsWith('<'),
        ConstructorInfo constructor =>
            constructor.GetParameters().Length > 0 && !constructor.GetParameters()[0].ParameterType.Equals(constructor.DeclaringType),
        FieldInfo field => !field.IsLiteral,
        PropertyInfo { Name: "EqualityContract" } => false,
        _ => true,
    };

    private static string NameOf(MemberInfo member) =>
        member.Name.StartsWith("get_", StringComparison.Ordinal) || member.Name.StartsWith("set_", StringComparison.Ordinal)
        ? member.Name[4..]
        : member.Name == ".ctor" ? "new" : member.Name;

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string TypeName(Type type) => (type.DeclaringType is { } outer ? TypeName(outer) + "." : "") + type.Name.Split('`')[0];

    private static bool Matches(string pattern, string name) =>
        pattern == name
            || (pattern.EndsWith('*') && name.StartsWith(pattern[..^1], StringComparison.Ordinal))
            || (pattern.StartsWith('*') && name.EndsWith(pattern[1..], StringComparison.Ordinal));

    private static IEnumerable<(string Pattern, string Reason)> Listed() =>
        RepositoryFiles.Read(List).Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(": ", 2))
            .Select(parts => (parts[0], parts.Length > 1 ? parts[1] : ""));
}
