using System.Collections.Immutable;
using System.Reflection;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests.Repository;

/// <summary>No reading receives a parameter of the policy: what a clinic sets is a constant of a condition, where a diff sees it.</summary>
public sealed class ReadingTests
{
    // The four kinds of fact that are bound to a policy: names, calendar limits, clock and zone, business time; and other facts and
    // the outcomes of other tables.
    private static Type[] Bound =>
    [
        typeof(string), typeof(ProtocolId), typeof(NameIndex), typeof(KindNames), typeof(MedicineNames), typeof(CalendarCut), typeof(DateTimeZone),
        typeof(BusinessCalendar),
        typeof(Judgement<>), typeof(DecisionTable), typeof(Fact<>), typeof(Input<,>),

        // The table whose outcome a linked fact is, and which of several like facts it is.
        typeof(DecisionTable), typeof(Instrument),

        // A clock time is no elapsed time: no constant says how far it lies
        // from an arrival that is asked for so long before the appointment.
        typeof(ClockShifts),
    ];

    private static Type[] Lists => [typeof(IEnumerable<>), typeof(ImmutableArray<>), typeof(Nullable<>)];

    private static Type[] Classes => [.. typeof(InfusionRules).Assembly.GetTypes().Where(IsOfFacts)];

    [Fact]
    public void A_fact_is_made_of_names_calendar_limits_a_clock_business_time_and_other_facts()
    {
        MethodInfo[] methods = [.. Classes.SelectMany(MakersOf)];
        Assert.True(
            Classes.Length >= 8 && methods.Length > 20, $"Only {methods.Length} methods of {Classes.Length} classes were looked at.");
        Assert.Empty(methods.SelectMany(Refused));
    }

    [Fact]
    public void No_class_of_facts_uses_a_type_that_a_policy_is_made_of()
    {
        // What a record is made of as well stands in the shared vocabulary.
        HashSet<Type> ofRecords = PartsOf(typeof(PatientRecord));
        HashSet<Type> parts =
            [
                .. PartsOf(typeof(ClinicPolicy)).Where(
                    type => !type.IsEnum && !Bound.Contains(type) && type.Namespace != typeof(Money).Namespace && !ofRecords.Contains(type)),
            ];
        Assert.True(parts.Count > 30, $"A policy has only {parts.Count} types.");
        Assert.Empty(
            Classes.SelectMany(
                type => CompiledReferences.Of(type).Where(parts.Contains).Select(used => $"{type.Name} uses {used.Name}")).Distinct());
    }

    [Fact]
    public void A_length_of_time_a_number_a_policy_and_a_function_of_one_are_refused() =>
        Assert.Equal(
            ["LateFacts.After.limit", "LateFacts.Below.most", "LateFacts.By.policy", "LateFacts.Of.isLate"],
            MakersOf(typeof(LateFacts)).SelectMany(Refused).Order());

    private static bool IsOfFacts(Type type) =>
        type.Name.EndsWith("Facts", StringComparison.Ordinal) && type is { IsAbstract: true, IsSealed: true };

    private static IEnumerable<MethodInfo> MakersOf(Type type) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(
                method =>
                    !method.IsPrivate
                    && !method.IsSpecialName
                    && (typeof(Fact).IsAssignableFrom(method.ReturnType) || typeof(Input).IsAssignableFrom(method.ReturnType)));

    private static IEnumerable<string> Refused(MethodInfo method) => method.GetParameters()
        .Where(parameter => !IsBound(parameter.ParameterType)).Select(
            parameter => $"{method.DeclaringType!.Name}.{method.Name}.{parameter.Name}");

    private static bool IsBound(Type type) => type.IsEnum || Bound.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type)
        || (type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()) && IsBound(type.GetGenericArguments()[0]));

    // The library's types that the properties of a type lead to, itself included.
    private static HashSet<Type> PartsOf(Type root)
    {
        HashSet<Type> parts = [];
        Visit(root);
        return parts;

        void Visit(Type type)
        {
            foreach (Type argument in type.IsGenericType ? type.GetGenericArguments() : [])
            {
                Visit(argument);
            }

            if (type.Assembly != typeof(InfusionRules).Assembly || type.IsGenericType || !parts.Add(type))
            {
                return;
            }

            foreach (PropertyInfo property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
            {
                Visit(property.PropertyType);
            }

            foreach (Type kind in type.GetNestedTypes().Where(type.IsAssignableFrom))
            {
                Visit(kind);
            }
        }
    }

    private static class LateFacts
    {
        public static Fact<bool> After(Duration limit) => Asked(limit.ToString());

        public static Fact<bool> Below(int? most) => Asked($"{most}");

        public static Fact<bool> By(ImmutableArray<VisitPolicy> policy) => Asked($"{policy}");

        public static Fact<bool> Of(Func<Duration, bool> isLate, DateTimeZone zone) => Asked($"{isLate} {zone}");

        public static Fact<bool> Named(IEnumerable<string> names, Judgement<int>? other) => Asked($"{names} {other}");

        private static Fact<bool> Asked(string text) => Fact.YesNo("late", "late", text);
    }
}
