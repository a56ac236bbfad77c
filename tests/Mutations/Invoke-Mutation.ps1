#requires -Version 7.4
<#
.SYNOPSIS
Plants bugs, one at a time, and says which of them the tests notice.
.DESCRIPTION
Reads the *.mut files beside it. Works in a copy of the tree, which is built once; after that each bug costs the compilation
of one project and the tests that its entry names. A bug that is not noticed, does not compile or cannot be planted is
printed; an entry with "lives:" says why nothing can notice it. The last line is the figure.
.EXAMPLE
./tests/Mutations/Invoke-Mutation.ps1
.EXAMPLE
./tests/Mutations/Invoke-Mutation.ps1 -Name *Spacing*
#>
[CmdletBinding()]
param(
    # Bugs to plant, by title; wildcards.
    [string[]] $Name = '*',
    # The folder of the copy, which stays and is used again; a new one, which is removed, when left out.
    [string] $WorkFolder
)

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$keep = [bool]$WorkFolder
if (-not $keep) { $WorkFolder = Join-Path ([IO.Path]::GetTempPath()) "mutants$([guid]::NewGuid().ToString('N'))" }

function Read-Mutant {
    foreach ($file in Get-ChildItem $PSScriptRoot -Filter *.mut | Sort-Object Name) {
        $mutant = $null
        foreach ($line in Get-Content $file.FullName) {
            switch -Regex -CaseSensitive ($line) {
                '^# ' { if ($mutant) { $mutant }; $mutant = @{ Title = $line.Substring(2); Lives = $null; Tests = @() } }
                '^file: ' { $mutant.File = $line.Substring(6) }
                '^old: ' { $mutant.Old = $line.Substring(5).Replace('\n', "`n") }
                '^new: ' { $mutant.New = $line.Substring(5).Replace('\n', "`n") }
                '^engine: ' { $mutant.Tests += , @('HybridNet.Tests', $line.Substring(8)) }
                '^module: ' { $mutant.Tests += , @('HybridNet.PowerShell.Tests', $line.Substring(8)) }
                '^lives: ' { $mutant.Lives = $line.Substring(7) }
            }
        }
        if ($mutant) { $mutant }
    }
}

# Where a project's assembly is loaded from by the tests.
$loaded = @{
    'HybridNet'            = 'tests/HybridNet.Tests/bin/Release/net10.0', 'out/HybridNet.PowerShell/bin'
    'HybridNet.Data'       = 'tests/HybridNet.Tests/bin/Release/net10.0', 'out/HybridNet.PowerShell/bin/isolated'
    'HybridNet.PowerShell' = , 'out/HybridNet.PowerShell/bin'
}

function Invoke-Planted($Mutant) {
    $path = Join-Path $WorkFolder $Mutant.File
    $text = [IO.File]::ReadAllText($path)
    if (($text.Split($Mutant.Old).Length - 1) -ne 1) { return 'cannot be planted' }
    $project = $Mutant.File.Split('/')[1]
    $built = Join-Path $WorkFolder "src/$project/obj/Release/net10.0/$project.dll"
    $targets = @($loaded[$project] | ForEach-Object { Join-Path $WorkFolder "$_/$project.dll" })
    $whole = [IO.File]::ReadAllBytes($targets[-1])
    try {
        [IO.File]::WriteAllText($path, $text.Replace($Mutant.Old, $Mutant.New))
        $log = & dotnet build (Join-Path $WorkFolder "src/$project/$project.csproj") -c Release -t:Compile --no-restore -nologo -v quiet `
            -p:BuildProjectReferences=false -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -p:EnforceCodeStyleInBuild=false
        if ($LASTEXITCODE -ne 0) { Write-Verbose ($log -join "`n"); return 'does not compile' }
        foreach ($target in $targets) { Copy-Item $built $target -Force }
        foreach ($run in $Mutant.Tests) {
            $tests, $filter = $run
            $log = & dotnet test (Join-Path $WorkFolder "tests/$tests/bin/Release/net10.0/$tests.dll") --nologo --filter $filter 2>&1
            if ($log -match 'No test matches') { return "no test matches $filter" }
            if ($LASTEXITCODE -ne 0) {
                Write-Verbose (($log -match '\[FAIL\]|^\s+Failed ' | Select-Object -First 3) -join "`n")
                return 'noticed'
            }
        }
        'survived'
    }
    finally {
        [IO.File]::WriteAllText($path, $text)
        foreach ($target in $targets) { [IO.File]::WriteAllBytes($target, $whole) }
    }
}

$mutants = @(Read-Mutant | Where-Object { $title = $_.Title; $Name.Where({ $title -like $_ }) })
if ($mutants.Count -eq 0) { throw "No bug is called $Name." }
try {
    if (-not (Test-Path (Join-Path $WorkFolder 'out'))) {
        foreach ($file in git -C $root ls-files --cached --others --exclude-standard) {
            $from = Join-Path $root $file
            if (-not (Test-Path -LiteralPath $from)) { continue }
            $to = Join-Path $WorkFolder $file
            [void](New-Item ([IO.Path]::GetDirectoryName($to)) -ItemType Directory -Force)
            Copy-Item -LiteralPath $from $to
        }
        & dotnet build (Join-Path $WorkFolder 'HybridNet.PowerShell.sln') -c Release -nologo -v quiet
        if ($LASTEXITCODE -ne 0) { throw 'The copy does not build.' }
    }
    $results = foreach ($mutant in $mutants) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $result = Invoke-Planted $mutant
        $because = $result -eq 'survived' -and $mutant.Lives ? " ($($mutant.Lives))" : ''
        Write-Host ('{0,-18} {1,4:0} s  {2}{3}' -f $result, $clock.Elapsed.TotalSeconds, $mutant.Title, $because)
        [pscustomobject]@{ Title = $mutant.Title; Result = $result; Lives = $mutant.Lives }
    }
    $noticed = @($results | Where-Object Result -EQ 'noticed').Count
    '{0} bugs planted, {1} noticed, {2} not: {3:0.0} %' -f $results.Count, $noticed, ($results.Count - $noticed), (100.0 * $noticed / $results.Count)
    # A bug that lives without a reason is a test that is missing.
    if (@($results | Where-Object { $_.Result -ne 'noticed' -and -not ($_.Result -eq 'survived' -and $_.Lives) }).Count) { exit 1 }
}
finally {
    if (-not $keep -and (Test-Path $WorkFolder)) { Remove-Item $WorkFolder -Recurse -Force }
}
