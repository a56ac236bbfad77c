using System.Reflection;
using HybridNet.Runs.Columns;

namespace HybridNet.Tests.Architecture;

/// <summary>
/// PowerShell reads a property of every element as <c>$run.Log.Scores.Dice</c>, unless the list has one of that name, public and
/// be its class ever so internal: then it is that which a script gets, without a word.
/// </summary>
public class ListPropertyTests
{
    private static readonly Type[] s_lists = [.. typeof(Run).Assembly.GetTypes().Where(IsList)];

    public static TheoryData<Type> Lists() => [.. s_lists];

    [Fact]
    public void The_rows_of_a_run_are_such_a_list() => Assert.Contains(typeof(ScoreRows), s_lists);

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_has_no_property_but_those_of_lists(Type list) =>
        Assert.DoesNotContain(
            list.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.FlattenHierarchy),
            property => property.Name is not ("Count" or "Item")
        );

    private static bool IsList(Type type) =>
        type is { IsClass: true, IsGenericTypeDefinition: false }
        && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IReadOnlyList<>));
}
