#requires -Version 7.4
<#
.SYNOPSIS
Builds, tests, packs or cleans HybridNet.PowerShell.
.DESCRIPTION
Build   dotnet build, which stages out/HybridNet.PowerShell.
Test    Build, then xunit, then Pester 5 on the staged folder in a new process.
Pack    Build, then a gallery-ready folder and a .nupkg in out/pack.
Clean   Removes out, bin and obj.
.EXAMPLE
./build.ps1
Import-Module ./out/HybridNet.PowerShell
.EXAMPLE
./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    # Leaves xunit out of -Task Test, for a caller that has run it already.
    [switch] $PesterOnly
)

$ErrorActionPreference = 'Stop'
$PesterVersion = '5.9.0'
$root = $PSScriptRoot
$solution = Join-Path $root 'HybridNet.PowerShell.sln'
$staged = Join-Path $root 'out/HybridNet.PowerShell'

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) ended with exit code $LASTEXITCODE." }
}

function Find-Pester {
    $found = Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 } | Sort-Object Version -Descending | Select-Object -First 1
    if ($found) { return $found }
    try {
        Write-Host "Pester 5 is missing: installing $PesterVersion from the PowerShell Gallery for this user."
        Install-Module Pester -RequiredVersion $PesterVersion -Scope CurrentUser -Force -SkipPublisherCheck
        Get-Module Pester -ListAvailable | Where-Object Version -eq $PesterVersion | Select-Object -First 1
    }
    catch {
        Write-Warning "Pester $PesterVersion cannot be installed ($($_.Exception.Message)). The Pester files are skipped."
    }
}

function Invoke-PesterInNewProcess {
    $pester = Find-Pester
    if (-not $pester) { return }
    $command = "Import-Module '$($pester.Path)'; `$r = Invoke-Pester -Path '$(Join-Path $root 'tests/Pester')' -Output Normal -PassThru; " +
        '"Pester: $($r.PassedCount) passed, $($r.FailedCount + $r.FailedBlocksCount + $r.FailedContainersCount) failed, $($r.SkippedCount) skipped"; exit ($r.Result -ne "Passed")'
    # The running pwsh; where it is a .NET tool the process is dotnet, and the one on PATH serves.
    $pwsh = [IO.Path]::GetFileNameWithoutExtension([Environment]::ProcessPath) -eq 'pwsh' ? [Environment]::ProcessPath : (Get-Command pwsh -CommandType Application)[0].Source
    & $pwsh -NoProfile -NonInteractive -Command $command
    if ($LASTEXITCODE -ne 0) { throw 'Pester tests failed.' }
}

switch ($Task) {
    'Clean' {
        Get-ChildItem $root -Directory -Recurse -Include bin, obj | Where-Object FullName -NotMatch '[\\/]\.git[\\/]' | Remove-Item -Recurse -Force
        if (Test-Path (Join-Path $root 'out')) { Remove-Item (Join-Path $root 'out') -Recurse -Force }
    }
    'Build' {
        Invoke-Dotnet build $solution -c $Configuration -nologo -v quiet
        "Staged: $staged"
    }
    'Test' {
        Invoke-Dotnet build $solution -c $Configuration -nologo -v quiet
        if (-not $PesterOnly) { Invoke-Dotnet test $solution -c $Configuration --no-build -nologo }
        Invoke-PesterInNewProcess
    }
    'Pack' {
        Invoke-Dotnet build $solution -c $Configuration -nologo -v quiet
        $pack = Join-Path $root 'out/pack'
        $version = (Import-PowerShellDataFile (Join-Path $staged 'HybridNet.PowerShell.psd1')).ModuleVersion
        $folder = Join-Path $pack "HybridNet.PowerShell/$version"
        if (Test-Path $pack) { Remove-Item $pack -Recurse -Force }
        New-Item $folder -ItemType Directory | Out-Null
        Copy-Item (Join-Path $staged '*') $folder -Recurse -Exclude *.pdb
        Invoke-Dotnet pack (Join-Path $root 'src/HybridNet.PowerShell/HybridNet.PowerShell.csproj') -c $Configuration --no-build -nologo -v quiet -o $pack
        Get-ChildItem $pack | Select-Object Name, Length
    }
}
