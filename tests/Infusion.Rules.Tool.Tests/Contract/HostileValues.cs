using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using NodaTime;

namespace Infusion.Rules.Tool.Tests.Contract;

/// <summary>Values of any type to call a member with: an ordinary one first, then the ends of what the type can say.</summary>
internal sealed class HostileValues
{
    private const int MostOfAType = 6;

    private static readonly string[] _texts =
    [
        "visit-1", "", " ", "P9999Y", "P999999999999Y", "PT999999999999H", "PT402653183H", "1e400", "79228162514264337593543950335",
        "9999-12-31", "9999-12-31T23:59-18:00", "0001-01-01T00:00+18:00", "\0", "\u001b[2J", "a\u202eb", "\u200b", "\ud800", "a\udc00",
        "\"\ud800\"", "{}", "[]", "null", "[null]", "{\"format\":1}", "{\"format\":1,\"accepted\":[null]}", "{\"a\":\"\\ud800\"}",
        "$.visits[99999999999999999999].end", "visits[", new string('x', 5000), new string('[', 5000),
    ];

    private static readonly Dictionary<Type, object[]> _plain = new()
    {
        [typeof(bool)] = [true, false],
        [typeof(int)] = [1, 0, -1, int.MaxValue, int.MinValue],
        [typeof(long)] = [1L, 0L, -1L, long.MaxValue, long.MinValue],
        [typeof(decimal)] = [1m, 0m, -1m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m],
        [typeof(string)] = _texts,
        [typeof(byte[])] = [Array.Empty<byte>(), "{\"format\":1}"u8.ToArray(), new byte[] { 0xFF }, "\uFEFF"u8.ToArray()],
        [typeof(Instant)] =
        [
            Instant.FromUtc(2026, 6, 15, 16, 0), default(Instant), Instant.MinValue, Instant.MinValue + Duration.Epsilon,
            Instant.MaxValue, Instant.MaxValue - Duration.FromDays(1), Instant.FromUtc(2011, 12, 30, 12, 0),
        ],
        [typeof(Duration)] =
        [
            Duration.FromHours(4), Duration.Zero, Duration.Epsilon, -Duration.Epsilon, Duration.MaxValue, Duration.MinValue,
        ],
        [typeof(LocalDate)] = [new LocalDate(2026, 6, 15), default(LocalDate), LocalDate.MinIsoValue, LocalDate.MaxIsoValue, new LocalDate(2011, 12, 30)],
        [typeof(LocalTime)] = [new LocalTime(9, 0), LocalTime.MinValue, LocalTime.MaxValue],
        [typeof(LocalDateTime)] =
        [
            new LocalDateTime(2026, 6, 15, 9, 0), LocalDate.MinIsoValue.AtMidnight(), LocalDate.MaxIsoValue.At(LocalTime.MaxValue),
            new LocalDateTime(2011, 12, 30, 9, 0),
        ],
        [typeof(DateInterval)] =
        [
            new DateInterval(new(2026, 6, 15), new(2026, 6, 16)), new DateInterval(LocalDate.MinIsoValue, LocalDate.MaxIsoValue),
        ],
        [typeof(Period)] =
        [
            Period.FromMonths(1), Period.Zero, Period.FromYears(9999), Period.FromYears(-9999), Period.FromDays(int.MaxValue),
            Period.FromMonths(int.MinValue), Period.FromHours(long.MaxValue),
        ],
        [typeof(DateTimeZone)] =
        [
            DateTimeZoneProviders.Tzdb["America/New_York"], DateTimeZoneProviders.Tzdb["Pacific/Apia"], DateTimeZone.Utc,
            DateTimeZone.ForOffset(Offset.MaxValue), DateTimeZone.ForOffset(Offset.MinValue),
        ],
        [typeof(object)] = [new object()],
    };

    private readonly Dictionary<Type, List<object>> _found = [];
    private readonly HashSet<object> _walked = new(ReferenceEqualityComparer.Instance);

    /// <summary>Every value of a public type of ours that was met so far.</summary>
    public IEnumerable<object> Found => _found.Values.SelectMany(static found => found).ToArray();

    /// <summary>Keeps a value, and those that its public properties have, to be used as arguments.</summary>
    public void Keep(object? value, int depth = 4)
    {
        if (value is null || depth == 0 || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum)
        {
            return;
        }

        Type type = value.GetType();
        if (IsOurs(type))
        {
            List<object> found = _found.TryGetValue(type, out List<object>? some) ? some : _found[type] = [];
            if ((!type.IsValueType && !_walked.Add(value)) || found.Count >= MostOfAType)
            {
                return;
            }

            found.Add(value);
            foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.GetIndexParameters().Length == 0 && TryGet(property, value, out object? inner))
                {
                    Keep(inner, depth - 1);
                }
            }
        }
        else if (value is IEnumerable items && type.IsGenericType && !(bool)(type.GetProperty("IsDefault")?.GetValue(value) ?? false))
        {
            foreach (object? item in items.Cast<object?>().Take(3))
            {
                Keep(item, depth - 1);
            }
        }
    }

    /// <summary>Values of a type, an ordinary one first where there is one; none where nobody knows how to make one.</summary>
    /// <param name="type">The type.</param>
    /// <param name="mayBeNull">Whether <c>null</c> is one of them.</param>
    public IReadOnlyList<object?> Of(Type type, bool mayBeNull = false)
    {
        List<object?> values = [.. Some(type)];
        if (mayBeNull || Nullable.GetUnderlyingType(type) is not null)
        {
            values.Add(null);
        }

        return values;
    }

    private IEnumerable<object?> Some(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Some(underlying);
        }

        if (_plain.TryGetValue(type, out object[]? plain))
        {
            return plain;
        }

        if (type.IsEnum)
        {
            return [.. type.GetEnumValues().Cast<object>().Take(4), Enum.ToObject(type, 99)];
        }

        if (type.IsGenericType && ItemOf(type) is { } item)
        {
            object?[] items = [.. Some(item).Take(4)];
            MethodInfo list = typeof(HostileValues).GetMethod(nameof(List), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item);
            IEnumerable<object?> lists = items.Length == 0
                ? [list.Invoke(null, [items])]
                : [list.Invoke(null, [items.Take(1).ToArray()]), list.Invoke(null, [Array.Empty<object?>()]), list.Invoke(null, [items])];
            return type.IsValueType ? [.. lists, Activator.CreateInstance(type)] : lists;
        }

        IEnumerable<object> found = _found.Where(pair => type.IsAssignableFrom(pair.Key)).SelectMany(static pair => pair.Value);
        return type.IsValueType && IsOurs(type) ? [.. found, Activator.CreateInstance(type)!] : found;
    }

    /// <summary>Whether a type is public and of this library.</summary>
    public static bool IsOurs(Type type) =>
        type.IsVisible && type.Assembly.GetName().Name is "Infusion.Rules" or "Infusion.Rules.Verification" or "Infusion.Rules.Reports";

    private static bool TryGet(PropertyInfo property, object owner, out object? value)
    {
        value = null;
        try
        {
            value = property.GetValue(owner);
            return true;
        }
        catch (TargetInvocationException)
        {
            return false; // The law looks at it by itself.
        }
    }

    private static Type? ItemOf(Type type)
    {
        Type definition = type.GetGenericTypeDefinition();
        return definition == typeof(ImmutableArray<>) || definition == typeof(IEnumerable<>)
            || definition == typeof(IReadOnlyList<>) || definition == typeof(IReadOnlyCollection<>)
                ? type.GetGenericArguments()[0]
                : null;
    }

    private static ImmutableArray<T> List<T>(object?[] items) => [.. items.Cast<T>()];
}
