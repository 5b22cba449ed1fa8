using System.Reflection;
using System.Runtime.CompilerServices;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Reports;
using Infusion.Rules.Sources;
using Infusion.Rules.Tests.Repository;
using Infusion.Rules.Verification;
using NodaTime;

namespace Infusion.Rules.Tool.Tests.Contract;

/// <summary>Whatever a caller gives to a public member, it throws only what its documentation says.</summary>
public class ContractTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // A proof of two policies takes a second; what these are given has passed the readers and the constructors.
    private static readonly string[] _slow = ["ChangeGate.Judge", "PolicyDiff.Compare", "PolicyCheck.Run", "CaseFill.Of", "PolicyMutants.Of"];

    private static Assembly[] Libraries => [typeof(InfusionRules).Assembly, typeof(PolicyDiff).Assembly, typeof(CourseReport).Assembly];

    [Fact]
    public void A_member_throws_only_what_it_documents()
    {
        HostileValues values = Seeded();
        var wrong = new SortedDictionary<string, string>(StringComparer.Ordinal);
        int called = 0;
        for (int round = 0; round < 2; round++)
        {
            foreach (Assembly library in Libraries)
            {
                var documented = new DocumentedExceptions(library);
                Assert.True(documented.Count > 100, $"{library} has no documentation beside it.");
                foreach (Type type in library.GetExportedTypes().Where(static type => !type.IsEnum && !type.IsGenericTypeDefinition))
                {
                    foreach (MethodBase member in MembersOf(type))
                    {
                        called += Call(member, values, documented, wrong);
                    }
                }
            }
        }

        Assert.True(called > 10_000, $"Only {called} calls were made.");
        RepositoryFiles.AssertNone(wrong.Select(static pair => $"{pair.Key}: {pair.Value}"));
    }

    private static HostileValues Seeded()
    {
        var values = new HostileValues();
        DateTimeZone zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        InfusionRules rules = InfusionRules.Published;
        values.Keep(ClinicPolicy.VirginiaInfusionTherapies);
        values.Keep(PolicyOverlay.Consensus2018);
        values.Keep(rules);
        values.Keep(SourceRegister.Published);
        PatientRecord record = PatientRecord.Parse(File.ReadAllText(ToolRun.File("samples/Infusion.Rules.Sample/cases/mixed.json")), zone);
        values.Keep(record);
        return values;
    }

    // What the proofs say is made by them alone.
    private static bool IsWritten(Type type) => type.Assembly == typeof(PolicyDiff).Assembly;

    private static IEnumerable<MethodBase> MembersOf(Type type) =>
        (IsWritten(type) ? [] : type.GetConstructors(Declared)).Concat<MethodBase>(type.GetMethods(Declared))
            .Where(member => !(IsWritten(type) && member.Name.StartsWith("set_", StringComparison.Ordinal)))
            .Where(static member => !_slow.Contains($"{member.DeclaringType!.Name}.{member.Name}") && !member.ContainsGenericParameters && !member.IsAbstract && !member.Name.StartsWith('<'));

    private static int Call(
        MethodBase member, HostileValues values, DocumentedExceptions documented, SortedDictionary<string, string> wrong)
    {
        var nullability = new NullabilityInfoContext();
        ParameterInfo[] parameters = member.GetParameters();
        List<IReadOnlyList<object?>> choices = [];
        if (!member.IsStatic && member is MethodInfo)
        {
            choices.Add(values.Of(member.DeclaringType!));
        }

        foreach (ParameterInfo parameter in parameters)
        {
            Type type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
            bool mayBeNull = !type.IsValueType && nullability.Create(parameter).WriteState != NullabilityState.NotNull;
            choices.Add(parameter.IsOut ? [null] : values.Of(type, mayBeNull));
        }

        if (choices.Any(static choice => choice.Count == 0))
        {
            return 0;
        }

        int called = 0;
        foreach (object?[] arguments in Combinations(choices))
        {
            called++;
            try
            {
                values.Keep(Invoke(member, arguments, values), 2);
            }
            catch (TargetInvocationException error)
            {
                Exception thrown = error.InnerException!;
                MemberInfo said = PropertyOf(member) ?? (MemberInfo)member;
                if (!documented.Allow(said, thrown.GetType()) && !IsOfSetting(member, thrown))
                {
                    wrong.TryAdd(
                        $"{member.DeclaringType!.FullName}.{member.Name}({string.Join(", ", parameters.Select(static one => one.ParameterType.Name))})",
                        $"{thrown.GetType().Name} of ({string.Join("; ", arguments.Select(Shown))}): {thrown.Message} {Place(thrown)}");
                }
            }
        }

        return called;
    }

    // What may be set while an object is made is set on a copy, as "with" does it.
    private static object? Invoke(MethodBase member, object?[] arguments, HostileValues values)
    {
        if (member is ConstructorInfo constructor)
        {
            object made = constructor.Invoke(arguments);
            foreach (PropertyInfo property in made.GetType().GetProperties().Where(static one => one.IsDefined(typeof(RequiredMemberAttribute))))
            {
                property.SetValue(made, values.Of(property.PropertyType) is [var value, ..] ? value : null);
            }

            return made;
        }

        if (member.IsStatic)
        {
            return member.Invoke(null, arguments);
        }

        bool sets = member.Name.StartsWith("set_", StringComparison.Ordinal);
        object? owner = sets && member.DeclaringType!.GetMethod("<Clone>$") is { } clone ? clone.Invoke(arguments[0], []) : arguments[0];
        object? result = member.Invoke(owner, arguments[1..]);
        return sets ? owner : result;
    }

    // Each argument in turn through all its values, beside the ordinary ones of the others; and some of everything together.
    private static IEnumerable<object?[]> Combinations(List<IReadOnlyList<object?>> choices)
    {
        yield return [.. choices.Select(static choice => choice[0])];
        for (int place = 0; place < choices.Count; place++)
        {
            for (int other = 1; other < choices[place].Count; other++)
            {
                object?[] arguments = [.. choices.Select(static choice => choice[0])];
                arguments[place] = choices[place][other];
                yield return arguments;
            }
        }

        var random = new Random(17);
        for (int more = 0; choices.Count > 1 && more < 20; more++)
        {
            yield return [.. choices.Select(choice => choice[random.Next(choice.Count)])];
        }
    }

    // What a record refuses to be made of is refused by its required property, which says so itself.
    private static bool IsOfSetting(MethodBase member, Exception thrown) => member is ConstructorInfo && thrown is ArgumentException;

    private static PropertyInfo? PropertyOf(MethodBase member) => !member.IsSpecialName ? null
        : member.DeclaringType!.GetProperties(Declared).FirstOrDefault(property => property.GetMethod == member || property.SetMethod == member);

    private static string Shown(object? value)
    {
        try
        {
            string text = value is null ? "null" : $"{value.GetType().Name} {value}";
            return text.Length > 60 ? text[..60] : text;
        }
        catch (Exception error)
        {
            return $"{value!.GetType().Name} whose text throws {error.GetType().Name}";
        }
    }

    private static string Place(Exception thrown) =>
        string.Join(" < ", (thrown.StackTrace ?? "").Split('\n').Where(static line => line.Contains("Infusion", StringComparison.Ordinal)).Take(2)
            .Select(static line => line.Trim()));
}
