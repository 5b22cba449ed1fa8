using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Infusion.Rules.Policies;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Verification.Tests;

/// <summary>Every leaf of a policy, and every policy with one of them changed. Reflection, so that no property can be forgotten.</summary>
internal static class PolicyMutants
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static IEnumerable<(string Path, string Change, ClinicPolicy Policy)> Of(ClinicPolicy policy) =>
        Walk(policy, "", (_, value, type) => Changed(value, type)).Select(
            mutant => (mutant.Path, mutant.Change, (ClinicPolicy)mutant.Whole!));

    // Gives every whole in which one leaf below is replaced by each of the values the change names.
    private static IEnumerable<(string Path, string Change, object? Whole)> Walk(
        object whole, string path, Func<string, object?, Type, IEnumerable<object?>> change)
    {
        foreach (PropertyInfo property in whole.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
                     .Where(property => property.GetIndexParameters().Length == 0 && FieldOf(whole.GetType(), property.Name) is not null))
        {
            string name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            string at = path.Length == 0 ? name : $"{path}.{name}";
            object? value = property.GetValue(whole);
            foreach ((string leaf, string text, object? next) in Inside(value, property.PropertyType, at, change))
            {
                yield return (leaf, text, With(whole, property.Name, next));
            }
        }
    }

    private static IEnumerable<(string Path, string Change, object? Whole)> Inside(
        object? value, Type type, string path, Func<string, object?, Type, IEnumerable<object?>> change)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            object[] items = [.. ((IEnumerable)value!).Cast<object>()];
            Type element = type.GetGenericArguments()[0];
            object Built(IEnumerable<object?> list) =>
                typeof(PolicyMutants).GetMethod(nameof(ArrayOf), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(element).Invoke(null, [list])!;
            for (int place = 0; place < items.Length; place++)
            {
                int here = place;
                if (change(path, null, typeof(void)) is not ICollection { Count: 0 })
                {
                    yield return ($"{path}[{place}]", "removed", Built(items.Where((_, index) => index != here)));
                }

                foreach ((string leaf, string text, object? next) in Inside(items[place], element, $"{path}[{place}]", change))
                {
                    yield return (leaf, text, Built(items.Select((item, index) => index == here ? next : item)));
                }
            }

            yield break;
        }

        if (value is not null && value.GetType().Namespace!.StartsWith(
            "Infusion.Rules", StringComparison.Ordinal) && !value.GetType().IsEnum
            && value is not Clinic.Money && value.GetType().Name is not ("ProtocolId" or "SessionCount"))
        {
            foreach ((string leaf, string text, object? next) in Walk(value, path, change))
            {
                yield return (leaf, text, next);
            }

            yield break;
        }

        foreach (object? next in change(path, value, type))
        {
            yield return (path, $"{Text(value)} to {Text(next)}", next);
        }
    }

    private static ImmutableArray<T> ArrayOf<T>(IEnumerable<object?> items) => [.. items.Cast<T>()];

    private static object With(object whole, string property, object? value)
    {
        object copy = whole.GetType().GetMethod("<Clone>$", Instance) is { } clone ? clone.Invoke(whole, null)!
            : typeof(object).GetMethod("MemberwiseClone", Instance)!.Invoke(whole, null)!;
        FieldOf(whole.GetType(), property)!.SetValue(copy, value);
        return copy;
    }

    private static FieldInfo? FieldOf(Type? type, string property) => type is null ? null
        : type.GetField($"<{property}>k__BackingField", Instance) ?? FieldOf(type.BaseType, property);

    private static string Text(object? value) => value switch
    {
        null => "null",
        Duration duration => DurationPattern.Roundtrip.Format(duration),
        Period period => PeriodPattern.Roundtrip.Format(period),
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static IEnumerable<object?> Changed(object? value, Type type)
    {
        if (type == typeof(void))
        {
            return [new object()];
        }

        Type actual = Nullable.GetUnderlyingType(type) ?? type;
        IEnumerable<object?> none = Nullable.GetUnderlyingType(type) is not null && value is not null ? [null] : [];
        return none.Concat((actual, value) switch
        {
            (_, int number) => [number + 1, number - 1],
            (_, decimal number) => [number + 1, number - 1],
            (_, Duration duration) when duration < Duration.FromMinutes(1) => [duration + Duration.FromMinutes(1)],
            (_, Duration duration) => [duration + Duration.FromMinutes(1), duration - Duration.FromMinutes(1)],
            (_, Period period) =>
                [period + Period.FromDays(1), period.Months > 0 ? period - Period.FromMonths(1) : period - Period.FromDays(1)],
            (_, Clinic.Money money) =>
                [
                    Clinic.Money.Of(money.Amount + 1, money.Currency), Clinic.Money.Of(money.Amount - 1, money.Currency),
                    Clinic.Money.Of(money.Amount, "EUR"),
                ],
            (_, bool flag) => [!flag],
            (_, string text) => [text + "-x"],
            (_, Enum one) => [.. Enum.GetValues(one.GetType()).Cast<object>().Where(other => !other.Equals(one))],
            (_, LocalTime time) => [time.PlusMinutes(1)],
            (_, LocalDate date) => [date.PlusDays(1)],
            (_, Clinic.SessionCount count) =>
                [
                    Clinic.SessionCount.Between(count.Minimum, (count.Maximum ?? count.Minimum) + 1),
                    Clinic.SessionCount.Exactly((count.Maximum ?? count.Minimum) + 1),
                    .. count.Minimum > 1
                        ? (object[])[Clinic.SessionCount.Between(count.Minimum - 1, count.Maximum ?? count.Minimum)]
                        : [],
                ],
            (_, Clinic.ProtocolId) => [new Clinic.ProtocolId("another")],
            (_, null) when actual == typeof(int) => [1, 2],
            (_, null) when actual == typeof(Duration) => [Duration.FromHours(1)],
            (_, null) when actual == typeof(decimal) => [60m],
            (_, null) when actual == typeof(bool) => [true],
            _ => (object?[])[],
        });
    }
}
